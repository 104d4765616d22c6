import { writeSync } from 'node:fs'
import { reviewFile } from './review-file.ts'

/** A process that adds notes to a review file for ever, and prints each number after the note is on the disk. */
const [, , path = '', from = '0', rounds = 'Infinity'] = process.argv
const file = reviewFile(path, () => null)
for (let note = Number(from); note < Number(from) + Number(rounds); note += 1) {
  try {
    await file.append(({ add }) => void add({ kind: 'note-added', payload: { text: `note ${note} ${'x'.repeat(note % 3900)}` } }, { name: 'child', person: null }, note))
    writeSync(1, `${note}\n`)
  } catch (error) {
    writeSync(1, `failed ${error instanceof Error ? error.message : String(error)}\n`)
    break
  }
}
