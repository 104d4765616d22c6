import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src-main/**/*.test.ts', 'src-renderer/**/*.test.ts', 'scripts/**/*.test.ts'],
    env: { TZ: 'UTC', LANG: 'en_US.UTF-8' },
    testTimeout: 30_000,
  },
})
