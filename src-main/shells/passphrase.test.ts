import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { passphraseFor } from './passphrase.ts'

/** A terminal of which only what is written and typed matters. */
function terminal(isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY })
  const shown: string[] = []
  const output = new PassThrough()
  output.on('data', (chunk: Buffer) => shown.push(chunk.toString()))
  return { input, output, environment: {}, shown }
}

describe('passphraseFor', () => {
  it('takes what the environment gives, even nothing, and asks nobody', async () => {
    for (const given of ['a secret', '']) {
      const place = terminal()
      expect(await passphraseFor('a.p12', { ...place, environment: { COUNTERSIGN_PASSPHRASE: given } })).toBe(given)
      expect(place.shown).toEqual([])
    }
  })

  it('asks a person, takes back what was deleted, and shows nothing of it', async () => {
    const place = terminal()
    const typed = passphraseFor('a.p12', place)
    place.input.write('secret!\b ü\r')
    expect(await typed).toBe('secret ü')
    expect(place.shown.join('')).toBe('Passphrase of a.p12: \n')
  })

  it('stops where the person does', async () => {
    const place = terminal()
    const typed = passphraseFor('a.p12', place)
    place.input.write('sec\u0003')
    await expect(typed).rejects.toMatchObject({ problem: { kind: 'usage', message: 'No passphrase was given.' } })
  })

  it('says what to do where nobody can type', async () => {
    await expect(passphraseFor('a.p12', terminal(false))).rejects.toMatchObject({ problem: { kind: 'usage', action: expect.stringContaining('COUNTERSIGN_PASSPHRASE') as unknown } })
  })
})
