import { expect, test } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/browser-shell.ts'

const read = (...path: string[]) => readFileSync(join(root, 'out', ...path), 'utf8')

test('the build holds every entry, workers beside the chunks that start them', () => {
  const entries = ['electron', 'engine', 'browser', 'command-line', 'analysis-worker', 'models-worker', 'typst-worker'].map((name) => `${name}.js`)
  expect(readdirSync(join(root, 'out', 'main'))).toEqual(expect.arrayContaining(entries))
})

test('only the Electron shell imports electron', () => {
  const importing = readdirSync(join(root, 'out', 'main')).filter((name) => /(from|import|require\()\s*["']electron["']/.test(read('main', name)))
  expect(importing).toEqual(['electron.js'])
})

test('the preload is one script that needs nothing but electron', () => {
  expect(readdirSync(join(root, 'out', 'preload'))).toEqual(['preload.cjs'])
  const required = [...read('preload', 'preload.cjs').matchAll(/require\(["']([^"']+)["']\)/g)].map((match) => match[1])
  expect(required).toEqual(['electron'])
  expect(read('preload', 'preload.cjs')).not.toContain('exposeInMainWorld')
})

test('the page holds no script of its own and names no other origin', () => {
  const page = read('renderer', 'index.html')
  for (const [, content] of page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) expect(content).toBe('')
  expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
})
