import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPreferences } from './preferences.ts'

describe('preferences', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-test-preferences-'))
    file = join(folder, 'data', 'preferences.json')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('follow the computer until a theme is chosen, and survive a restart', async () => {
    expect(await createPreferences(file).theme()).toBe('system')
    await createPreferences(file).chooseTheme('dark')
    expect(await createPreferences(file).theme()).toBe('dark')
  })

  it('keep the last of the choices that come at once', async () => {
    const preferences = createPreferences(file)
    void preferences.chooseTheme('dark')
    void preferences.chooseTheme('light')
    expect(await preferences.theme()).toBe('light')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ theme: 'light' })
  })

  it('count as not chosen where their file is damaged, and replace it', async () => {
    mkdirSync(join(folder, 'data'))
    writeFileSync(file, '{"theme": "purple"}')
    const preferences = createPreferences(file)
    expect(await preferences.theme()).toBe('system')
    await preferences.chooseTheme('light')
    expect(await preferences.theme()).toBe('light')
  })

  it('can be chosen again after a choice that could not be kept', async () => {
    writeFileSync(join(folder, 'data'), 'a file in the place of the folder')
    const preferences = createPreferences(file)
    await expect(preferences.chooseTheme('dark')).rejects.toThrow()
    rmSync(join(folder, 'data'))
    await preferences.chooseTheme('dark')
    expect(await preferences.theme()).toBe('dark')
  })
})
