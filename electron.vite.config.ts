import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import { noncePlaceholder } from './src-main/contract/connection.ts'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Entries of out/main by name. Workers are entries so that they can be found beside whatever chunk starts them. */
const entries = {
  electron: at('src-main/shells/electron.ts'),
  engine: at('src-main/shells/engine.ts'),
  browser: at('src-main/shells/browser.ts'),
  'command-line': at('src-main/shells/command-line.ts'),
  'analysis-worker': at('src-main/computing/analysis-worker.ts'),
  'models-worker': at('src-main/evidence/models/models-worker.ts'),
  'typst-worker': at('src-main/report/typst-worker.ts'),
}

export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      sourcemap: false,
      rollupOptions: {
        input: entries,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      rollupOptions: {
        input: { preload: at('src-main/shells/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [react()],
    html: { cspNonce: noncePlaceholder },
    build: {
      outDir: at('out/renderer'),
      minify: 'oxc',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2500,
      rollupOptions: { input: at('src-renderer/index.html') },
    },
  },
})
