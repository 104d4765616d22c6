import { problemLine, ProblemError } from '../contract/problem.ts'
import type { Progress } from '../contract/progress.ts'
import { terminalJson, terminalLine, terminalText } from './terminal-text.ts'
import { usageError } from './verbs/verb.ts'
import type { Verb } from './verbs/verb.ts'
import { version } from './version.ts'

/** Loaded when they are asked for: a verb brings the readers it needs and no others. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  demo: async () => (await import('./verbs/demo.ts')).demoVerb,
  scan: async () => (await import('./verbs/scan.ts')).scanVerb,
  compare: async () => (await import('./verbs/compare.ts')).compareVerb,
  recommend: async () => (await import('./verbs/recommend.ts')).recommendVerb,
  explain: async () => (await import('./verbs/explain.ts')).explainVerb,
  report: async () => (await import('./verbs/report.ts')).reportVerb,
  inspect: async () => (await import('./verbs/inspect.ts')).inspectVerb,
  review: async () => (await import('./verbs/review.ts')).reviewVerb,
  timestamp: async () => (await import('./verbs/timestamp.ts')).timestampVerb,
  verify: async () => (await import('./verbs/verify.ts')).verifyVerb,
  warehouse: async () => (await import('./verbs/warehouse.ts')).warehouseVerb,
}

/** Where a command writes, and how it is stopped. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether a person watches what goes to `err`. */
  readonly watched: boolean
  readonly signal: AbortSignal
}

/** Runs the verb named first and gives the exit code: 0 done, 1 a verification or policy gate failed, 2 bad usage or unreadable input, with one line on `err`. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '', ...rest] = args
  try {
    const { printed, failed } = await answer(name, rest, terminal)
    terminal.out(`${printed}\n`)
    return failed ? 1 : 0
  } catch (error) {
    terminal.err(terminalText(`countersign: ${lineOf(error, terminal.signal)}\n`))
    return 2
  }
}

interface Printed {
  readonly printed: string
  readonly failed: boolean
}

async function answer(name: string, rest: readonly string[], terminal: Terminal): Promise<Printed> {
  const said = (printed: string): Printed => ({ printed, failed: false })
  if (name === '--version') return said(version)
  if (name === '--help' || name === 'help') return said(await help())
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (load === undefined) {
    const known = `Give one of ${Object.keys(verbs).join(', ')}; --help explains them.`
    throw usageError(name === '' ? 'No verb is given.' : `The verb ${name} is not known.`, known)
  }
  const verb = await load()
  if (rest.includes('--help')) return said(`${verb.summary}\n\ncountersign ${verb.usage}`)
  const asJson = rest.includes('--json')
  const line = progressLine(terminal, asJson)
  const { json, text, failed = false } = await verb.run(rest, { signal: terminal.signal, onProgress: line.show }).finally(line.clear)
  return { printed: asJson ? terminalJson(json) : terminalText(text), failed }
}

/** An unexpected error gets its stack, for whoever mends it: that is the one case of more than one line. */
function lineOf(error: unknown, signal: AbortSignal): string {
  if (error instanceof ProblemError) return problemLine(error.problem)
  if (signal.aborted) return 'Stopped before it was done. Run the command again.'
  return `unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

async function help(): Promise<string> {
  const all = await Promise.all(Object.values(verbs).map((load) => load()))
  return [
    `Countersign ${version}: decide, offline and on the evidence, whether a decision threshold may be signed off`,
    ...all.map((verb) => `  countersign ${verb.usage}\n      ${verb.summary}`),
    '--json prints one JSON document and nothing else. Exit code 0: done; 1: a verification or policy gate failed; 2: bad usage or unreadable input.',
  ].join('\n\n')
}

/** Progress on one line that a person watches, written over and over; nothing anywhere else. */
function progressLine(terminal: Terminal, asJson: boolean) {
  const write = (text: string) => {
    if (terminal.watched && !asJson) terminal.err(`\r\u001b[K${terminalLine(text)}`)
  }
  const amount = (value: number) => value.toLocaleString('en-US')
  return {
    show: ({ stage, done, total, unit }: Progress) =>
      write(`${stage}: ${amount(done)}${total === null ? '' : ` of ${amount(total)}`} ${unit}`),
    clear: () => write(''),
  }
}
