import type { Uncertainty, UncertaintyRequest } from '../contract/uncertainty.ts'
import type { Bootstrap } from '../domain/threshold/bootstrap.ts'
import { listsEveryScore, type CutTable } from '../domain/threshold/cut-table.ts'
import { drawHulls, type ResampledHulls } from '../domain/threshold/resampled-hulls.ts'
import { inSpareTime } from './in-spare-time.ts'

/** How resamples are drawn, as far as their hulls can answer for them. */
export type AskedResamples = Pick<UncertaintyRequest | Uncertainty, 'resampling' | 'resamples' | 'seed'>

/** The hulls of the resamples that were asked for last, of each table that is held. */
export interface KeptHulls {
  /** Null while they aren't drawn. */
  readonly of: (cuts: CutTable, drawn: AskedResamples) => ResampledHulls | null
  /**
   * Draws them while nothing else is asked, then does what is `next` with them, and then draws what each cut flags in them that
   * some costs make best, beside the thresholds that were asked for. What was being drawn before is let go.
   */
  readonly prepare: (cuts: CutTable, drawn: AskedResamples, next?: (hulls: ResampledHulls) => Generator<unknown, void>) => void
  /** Draws no more. */
  readonly close: () => void
}

/** What is being drawn, and what is done with it then. */
interface UnderWay {
  readonly key: string
  readonly cuts: CutTable
  readonly controller: AbortController
  next: readonly (((hulls: ResampledHulls) => Generator<unknown, void>) | undefined)[]
}

/** More of them would take long to draw and much memory to keep: about 1 KB each. */
const mostResamples = 10_000

/** `isBusy` says whether a question is being answered, which goes first. */
export function createKeptHulls(isBusy: () => boolean): KeptHulls {
  const kept = new WeakMap<CutTable, { readonly key: string; readonly hulls: ResampledHulls }>()
  let underWay: UnderWay | null = null

  return {
    of: (cuts, drawn) => {
      const found = kept.get(cuts)
      return found !== undefined && found.key === keyOf(drawn) ? found.hulls : null
    },
    prepare: (cuts, asked, next) => {
      const bootstrap = bootstrapOf(cuts, asked)
      if (bootstrap === null) return
      const key = keyOf(asked)
      const found = kept.get(cuts)
      if (found?.key !== key && underWay?.cuts === cuts && underWay.key === key) {
        // Who asks of the two costs asks of what was chosen beside them too.
        underWay.next = [...underWay.next, next].slice(-2)
        return
      }
      underWay?.controller.abort()
      const current: UnderWay = { key, cuts, next: [next], controller: new AbortController() }
      underWay = current
      void prepareAll(bootstrap).finally(() => {
        if (underWay === current) underWay = null
      })

      async function prepareAll(bootstrap: Bootstrap): Promise<void> {
        const { signal } = current.controller
        const hulls = found?.key === key ? found.hulls : await drawn(bootstrap, signal)
        if (hulls !== null) await inSpareTime(hulls.foresee(), signal, isBusy)
      }
      async function drawn(bootstrap: Bootstrap, signal: AbortSignal): Promise<ResampledHulls | null> {
        const done = await inSpareTime(drawHulls(cuts, bootstrap), signal, isBusy)
        if (done === null) return null
        kept.set(cuts, { key, hulls: done.result })
        for (const work of current.next) if (work !== undefined) await inSpareTime(work(done.result), signal, isBusy)
        return done.result
      }
    },
    close: () => {
      underWay?.controller.abort()
    },
  }
}

function keyOf({ resampling, resamples, seed }: AskedResamples): string {
  return JSON.stringify([resampling, resamples, seed])
}

/** Null where hulls can't answer: whole customers are drawn otherwise, and the scores of a large table aren't all listed. */
function bootstrapOf(cuts: CutTable, { resampling, resamples, seed }: AskedResamples): Bootstrap | null {
  if (resampling.kind === 'customers' || resamples > mostResamples || !listsEveryScore(cuts)) return null
  return { resamples, seed, stratified: resampling.kind === 'stratified' }
}
