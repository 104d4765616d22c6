import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import type { ESLint, Linter } from 'eslint'
import tseslint from 'typescript-eslint'

const inner = ['domain', 'evidence', 'casefile', 'report', 'signing', 'computing', 'usecases', 'transport', 'shells', 'demo']

/** Forbids, for the files of one layer, every src-main layer that is not in `allowed`. */
function layer(name: string, allowed: readonly string[], extra: readonly string[] = []): Linter.Config {
  const forbidden = inner.filter((other) => other !== name && !allowed.includes(other))
  return {
    files: [`src-main/${name}/**/*.ts`],
    ignores: ['**/*.test.ts', '**/*.test-kit.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...forbidden.map((other) => ({
              group: [`**/${other}/**`],
              message: `${name} may not import ${other}.`,
            })),
            ...(name === 'shells' ? [] : [{ group: ['electron', 'electron/*'], message: 'Only shells import electron.' }]),
            ...extra.map((group) => ({ group: [group], message: `${name} may not import ${group}.` })),
          ],
        },
      ],
    },
  }
}

export default defineConfig(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', '.cache/**', 'playwright-report/**', 'test-results/**', 'bin/**'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.main.json', './tsconfig.renderer.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that one thing has one name.' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'no-console': 'error',
    },
  },
  { files: ['*.config.ts', 'e2e/playwright.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['scripts/**/*.ts', 'src-main/shells/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  layer('contract', [], ['node:*']),
  layer('domain', [], ['node:*', '@duckdb/*']),
  layer('evidence', ['domain']),
  layer('casefile', ['domain']),
  layer('report', ['domain', 'signing']),
  layer('signing', ['domain']),
  layer('computing', ['domain', 'evidence']),
  layer('demo', ['domain']),
  layer('usecases', ['domain', 'evidence', 'casefile', 'report', 'signing', 'computing', 'demo']),
  layer('transport', []),
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks as unknown as ESLint.Plugin },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // It warns of what the React compiler would skip, and that compiler isn't used.
      'react-hooks/incompatible-library': 'off',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                ...inner.map((name) => `**/src-main/${name}/**`),
                'node:*',
                'electron',
              ],
              message: 'The renderer knows the engine only through src-main/contract.',
            },
          ],
        },
      ],
    },
  },
)
