import type { Action, ExplanationResult } from '../../contract/explanation.ts'
import { amountText } from '../threshold/number-text.ts'
import type { Inquiry } from './inquiry.ts'
import { givenCostsReproduce, type CostFacts } from './sentences.ts'
import type { Weighed } from './weigh.ts'
import { listText } from './words.ts'

const mostCorrections = 5

/** What to do about a recorded value: adopt the optimum or keep the value, record what it is for, correct what the rows refute. */
export function actionsOf(
  inquiry: Inquiry,
  weighed: readonly Weighed[],
  facts: CostFacts | null,
  sources: ExplanationResult['recorded']['sources'],
): Action[] {
  return [...adopt(inquiry, facts), ...record(inquiry, weighed, sources), ...decide(inquiry, weighed), ...correct(weighed)]
}

function adopt({ costs, recorded }: Inquiry, facts: CostFacts | null): Action[] {
  if (costs === null || facts === null) {
    return [{ verb: 'record', text: 'State the costs of a false negative and of a false positive: without them no threshold can be recommended.', path: null, line: null }]
  }
  const regret = facts.atRecorded - facts.least
  return [
    {
      verb: 'adopt',
      text:
        regret === 0
          ? `Keep ${recorded.text} if ${costs.ratio} is what mistakes cost: nothing is cheaper on these rows.`
          : `Adopt ${facts.shortOptimum} if ${costs.ratio} is what mistakes cost: it costs ${amountText(regret)} less than ${recorded.text} on these rows.`,
      path: null,
      line: null,
    },
  ]
}

function record({ recorded }: Inquiry, weighed: readonly Weighed[], sources: ExplanationResult['recorded']['sources']): Action[] {
  const [source] = sources
  const first = weighed.find(({ explanation }) => explanation.verdict === 'reproduces')?.explanation
  if (source === undefined) return []
  const what =
    first === undefined
      ? `Record beside ${recorded.text} what it is chosen for, on which rows and over which candidates: nothing here reproduces it.`
      : `Record beside ${recorded.text} what it is chosen for; ${first.title} is consistent with it.`
  return [{ verb: 'record', text: what, path: source.path, line: source.line }]
}

/** A stated parameter that leads to the value, where the stated costs lead elsewhere. */
function decide(inquiry: Inquiry, weighed: readonly Weighed[]): Action[] {
  const { costs, evidence } = inquiry
  if (costs === null || givenCostsReproduce(inquiry, weighed)) return []
  const first = weighed.find(({ explanation }) => explanation.verdict === 'reproduces')
  return (first?.finding.corroboration ?? []).flatMap(({ path, line }) => {
    const mention = evidence.mentions.find((item) => item.path === path && item.line === line && item.kind === 'objective')
    return mention === undefined
      ? []
      : [{ verb: 'correct' as const, text: `Decide what ${mention.name} is for: ${mention.printed} leads to another threshold than a cost of ${costs.ratio}.`, path, line }]
  })
}

/** Places that state an explanation which the rows refute. */
function correct(weighed: readonly Weighed[]): Action[] {
  const refuted = weighed.filter(({ explanation }) => explanation.verdict === 'refuted' && explanation.kind !== 'other-data')
  const standing = new Set(weighed.filter(({ explanation }) => explanation.verdict !== 'refuted').map(({ explanation }) => explanation.kind))
  const places = new Map<string, { path: string; named: string; lines: Set<number> }>()
  for (const { explanation } of refuted) {
    if (standing.has(explanation.kind)) continue
    const named = explanation.kind === 'grid-step' ? 'the step of a grid' : explanation.title
    for (const { path, line } of explanation.corroboration) {
      if (line === null) continue
      const place = places.get(`${path} ${named}`) ?? { path, named, lines: new Set<number>() }
      place.lines.add(line)
      places.set(`${path} ${named}`, place)
    }
  }
  return [...places.values()].slice(0, mostCorrections).map(({ path, named, lines }) => {
    const sorted = [...lines].sort((a, b) => a - b)
    const where = `${sorted.length === 1 ? 'line' : 'lines'} ${listText(sorted.map(String))}`
    return {
      verb: 'correct',
      text: `Correct ${where} of ${path} where ${sorted.length === 1 ? 'it gives' : 'they give'} ${named} as the reason: on these rows it leads elsewhere.`,
      path,
      line: sorted[0] ?? null,
    }
  })
}
