import { resolve } from 'node:path'
import { writeDemo } from '../../demo/write-demo.ts'
import { readArguments } from './read-arguments.ts'
import type { Verb } from './verb.ts'

const usage = 'demo [--out DIR] [--json]'

/** Writes the demo workspace; without --out into countersign-demo in the current folder. */
export const demoVerb: Verb = {
  usage,
  summary: 'Write the demo workspace into a new or empty folder',
  async run(args, options) {
    const { values } = readArguments(args, { usage, kinds: { out: 'text', json: 'flag' }, positionals: 0 })
    const folder = resolve(values.out ?? 'countersign-demo')
    await writeDemo(folder, options)
    return { json: { folder }, text: `The demo workspace is in ${folder}` }
  },
}
