import { setTimeout, setImmediate } from 'node:timers/promises'
import type { Uncertainty, UncertaintyRequest } from '../contract/uncertainty.ts'
import type { Bootstrap } from '../domain/threshold/bootstrap.ts'
import { listsEveryScore, type CutTable } from '../domain/threshold/cut-table.ts'
import { drawHulls, type ResampledHulls } from '../domain/threshold/resampled-hulls.ts'

/** How resamples are drawn, as far as their hulls can answer for them. */
export type AskedResamples = Pick<UncertaintyRequest | Uncertainty, 'resampling' | 'resamples' | 'seed'>

/** The hulls of the resamples that were asked for last, of each table that is held. */
export interface KeptHulls {
  /** Null while they aren't drawn. */
  readonly of: (cuts: CutTable, drawn: AskedResamples) => ResampledHulls | null
  /** Draws them while nothing else is asked, and says when they are held; what was being drawn before is let go. */
  readonly prepare: (cuts: CutTable, drawn: AskedResamples, held?: (hulls: ResampledHulls) => void) => void
  /** Draws no more. */
  readonly close: () => void
}

/** More of them would take long to draw and much memory to keep: about 1 KB each. */
const mostResamples = 10_000
/** How long is drawn, in milliseconds, before a question is let in: it should hardly notice. */
const atOnce = 2
const pause = 20

/** `isBusy` says whether a question is being answered, which goes first. */
export function createKeptHulls(isBusy: () => boolean): KeptHulls {
  const kept = new WeakMap<CutTable, { readonly key: string; readonly hulls: ResampledHulls }>()
  let underWay = { key: '', cuts: null as CutTable | null, controller: new AbortController() }

  async function draw(cuts: CutTable, bootstrap: Bootstrap, { signal }: AbortController, held: (hulls: ResampledHulls) => void): Promise<void> {
    const work = drawHulls(cuts, bootstrap)
    while (!signal.aborted) {
      const until = performance.now() + atOnce
      do {
        const step = work.next()
        if (step.done === true) {
          held(step.value)
          return
        }
      } while (performance.now() < until)
      if (isBusy()) await setTimeout(pause)
      else await setImmediate()
    }
  }

  return {
    of: (cuts, drawn) => {
      const found = kept.get(cuts)
      return found !== undefined && found.key === keyOf(drawn) ? found.hulls : null
    },
    prepare: (cuts, drawn, held) => {
      const bootstrap = bootstrapOf(cuts, drawn)
      const key = keyOf(drawn)
      if (bootstrap === null || kept.get(cuts)?.key === key || (underWay.cuts === cuts && underWay.key === key && !underWay.controller.signal.aborted)) return
      underWay.controller.abort()
      underWay = { key, cuts, controller: new AbortController() }
      const current = underWay
      const keep = (hulls: ResampledHulls) => {
        kept.set(cuts, { key, hulls })
        held?.(hulls)
      }
      void draw(cuts, bootstrap, current.controller, keep).finally(() => {
        if (underWay === current) underWay = { key: '', cuts: null, controller: new AbortController() }
      })
    },
    close: () => {
      underWay.controller.abort()
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
