import { enteredExplanationSchema } from '../contract/explanation.ts'
import type { EnteredExplanation, ExplainRequest, ExplanationResult } from '../contract/explanation.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import type { OpenCase } from './open-case.ts'

const kind = 'explanation-entered'

/**
 * Keeps an analyst's own explanation and its answer with the case; the same question with the same answer is kept
 * once. Rejects with the ProblemErrors of a case file.
 */
export async function keepExplanation(request: ExplainRequest, result: ExplanationResult, openCase: OpenCase): Promise<void> {
  if (request.claim === null || result.claim === null) return
  const payload = {
    recorded: request.recorded,
    claim: request.claim,
    understood: result.claim.understood,
    sentence: result.claim.sentence,
    costs: result.costs,
    predictionsSha256: result.sha256,
  }
  const text = canonicalJson(payload)
  const file = await openCase(request.folder)
  await file.append({ kind, payload }, (entries) => entries.some((entry) => entry.kind === kind && canonicalJson(entry.payload) === text))
}

/** The explanations that were entered for a folder, oldest first. */
export async function enteredExplanations(folder: string, openCase: OpenCase): Promise<EnteredExplanation[]> {
  const entries = await (await openCase(folder)).entries()
  return entries
    .filter((entry) => entry.kind === kind)
    .map(({ at, actor, payload }) => enteredExplanationSchema.parse({ ...(payload as object), at, actor: actor.name }))
}
