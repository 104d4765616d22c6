import { movedCostsOf, type MovedCosts, type MovedCostsRequest } from '../../src-main/contract/moved-costs.ts'
import type { Engine } from './client.ts'

/** The answer that each engine gave last: the next one says only what differs. */
const lastOf = new WeakMap<Engine, { readonly id: string; readonly costs: MovedCosts }>()

/** What moves with two costs; null where not everything is in memory. What didn't move are the very objects of the last answer. */
export async function movedCosts(engine: Engine, request: MovedCostsRequest, signal: AbortSignal): Promise<MovedCosts | null> {
  const last = lastOf.get(engine) ?? null
  const answer = await engine.threshold.move({ ...request, since: last?.id ?? null }, { signal })
  if (answer === null) return null
  const costs = movedCostsOf(answer, last)
  lastOf.set(engine, { id: answer.id, costs })
  return costs
}
