import { problemLine, ProblemError } from '../contract/problem.ts'
import type { Progress } from '../contract/progress.ts'
import { reportDefect } from './defects.ts'
import { compareVerb } from './verbs/compare.ts'
import { demoVerb } from './verbs/demo.ts'
import { recommendVerb } from './verbs/recommend.ts'
import { scanVerb } from './verbs/scan.ts'
import { usageError } from './verbs/verb.ts'
import type { Verb } from './verbs/verb.ts'
import { version } from './version.ts'

const verbs: Readonly<Record<string, Verb>> = {
  demo: demoVerb,
  scan: scanVerb,
  compare: compareVerb,
  recommend: recommendVerb,
}

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.once('SIGTERM', () => stop.abort())
// A reader such as `head` may leave before everything is written.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2))

process.exitCode = await main(process.argv.slice(2))

/** Runs the verb named first and gives the exit code: 0 done, 2 bad usage or unreadable input. */
async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args
  if (name === '--version') return print(version)
  if (name === '--help' || name === 'help') return print(help())
  try {
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
    if (verb === undefined) {
      const known = `Give one of ${Object.keys(verbs).join(', ')}; --help explains them.`
      throw usageError(name === '' ? 'No verb is given.' : `The verb ${name} is not known.`, known)
    }
    if (rest.includes('--help')) return print(`${verb.summary}\n\ncountersign ${verb.usage}`)
    const asJson = rest.includes('--json')
    const shown = showProgress(asJson)
    const answer = await verb.run(rest, { signal: stop.signal, onProgress: shown.onProgress }).finally(shown.clear)
    return print(asJson ? JSON.stringify(answer.json, null, 2) : answer.text)
  } catch (error) {
    if (error instanceof ProblemError) process.stderr.write(`countersign: ${problemLine(error.problem)}\n`)
    else if (stop.signal.aborted) process.stderr.write('countersign: Stopped before it was done. Run the command again.\n')
    else reportDefect(error)
    return 2
  }
}

function print(text: string): 0 {
  process.stdout.write(`${text}\n`)
  return 0
}

function help(): string {
  const lines = Object.values(verbs).map((verb) => `  countersign ${verb.usage}\n      ${verb.summary}`)
  return [
    `Countersign ${version}: decide, offline and on the evidence, whether a decision threshold may be signed off`,
    ...lines,
    '--json prints one JSON document and nothing else. Exit code 0: done; 1: a verification or policy gate failed; 2: bad usage or unreadable input.',
  ].join('\n\n')
}

/** Progress on one line of a terminal that a person watches; nothing anywhere else. */
function showProgress(asJson: boolean) {
  const shows = process.stderr.isTTY && !asJson
  const write = (text: string) => void (shows && process.stderr.write(`\r\u001b[K${text}`))
  return {
    onProgress: ({ stage, done, total, unit }: Progress) =>
      write(`${stage}: ${done.toLocaleString('en-US')}${total === null ? '' : ` of ${total.toLocaleString('en-US')}`} ${unit}`),
    clear: () => write(''),
  }
}
