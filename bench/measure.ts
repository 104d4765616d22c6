/** What one run took. */
export interface Taken {
  readonly wallMs: number
  readonly cpuMs: number
}

export type Job = () => Promise<void> | void

/** Runs jobs in turn, `times` rounds, each round in the opposite order of the one before, and gives the medians. */
export async function alternate(jobs: Readonly<Record<string, Job>>, times: number): Promise<Record<string, Taken>> {
  const taken = new Map(Object.keys(jobs).map((name) => [name, [] as Taken[]]))
  // One round first, unmeasured: files come into the page cache and code is compiled.
  for (let round = -1; round < times; round += 1) {
    const names = Object.keys(jobs)
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const one = await timed(jobs[name] ?? (() => undefined))
      if (round >= 0) taken.get(name)?.push(one)
    }
  }
  return Object.fromEntries([...taken].map(([name, all]) => [name, { wallMs: median(all.map(({ wallMs }) => wallMs)), cpuMs: median(all.map(({ cpuMs }) => cpuMs)) }]))
}

async function timed(job: Job): Promise<Taken> {
  const start = performance.now()
  const cpu = process.cpuUsage()
  await job()
  const { user, system } = process.cpuUsage(cpu)
  return { wallMs: performance.now() - start, cpuMs: (user + system) / 1000 }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >>> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}
