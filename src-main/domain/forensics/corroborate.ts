import type { Corroboration, ExplanationKind } from '../../contract/explanation.ts'
import type { ScannedDecisions } from '../../contract/scan.ts'
import type { Finding } from './finding.ts'
import type { Inquiry } from './inquiry.ts'
import { holds, recordedOf } from './recorded.ts'
import { numberText } from './words.ts'

/** Names of experiments, runs and files, and words of notes, that state what a threshold was searched for. */
const namedAfter: Partial<Record<ExplanationKind, RegExp>> = {
  'f-beta': /f[\s_-]?beta|(^|[^a-z0-9])f[0-9](\.[0-9]+)?([\s_-]?score)?([^a-z0-9]|$)/i,
  'cost-ratio': /(^|[^a-z])(business|cost|co[uû]t|m[ée]tier)([^a-z]|$)/i,
  youden: /youden|j[\s_-]statistic/i,
  'g-mean': /g[\s_-]?mean|geometric[\s_-]mean/i,
  mcc: /(^|[^a-z])mcc([^a-z]|$)|matthews/i,
  kappa: /kappa/i,
  accuracy: /(?<!balanced[\s_-])accuracy/i,
  'balanced-accuracy': /balanced[\s_-]accuracy/i,
  'grid-step': /granular|finer|coarser|(^|[^a-z])(grid|steps?)([^a-z]|$)/i,
  'recall-target': /(target|min(imum)?)[\s_-]?recall|recall[\s_-]?target/i,
  'precision-target': /(target|min(imum)?)[\s_-]?precision|precision[\s_-]?target/i,
}
const mostOfAKind = 3
/** Words of a line that say that something was searched for. */
const searched = /argmax|maximi[sz]|optimi[sz]|threshold[\s_-]?search|search[\s_-]?for/i

/** Whether a line that names F1 or F2 names the beta of the finding; a line without a number says nothing against it. */
function speaksOfBeta(text: string, { kind, parameters }: Finding): boolean {
  if (kind !== 'f-beta') return kind !== 'cost-ratio'
  const named = /(?:^|[^a-z0-9])f([0-9](?:\.[0-9]+)?)(?:[^0-9]|$)/i.exec(text)
  return named === null || Number(named[1]) === parameters['beta']
}

/** Places of the evidence that speak for a finding, whether or not the rows bear it out. */
export function corroborationOf(inquiry: Inquiry, finding: Finding): Corroboration[] {
  return distinct([...finding.corroboration, ...decisionsThatAgree(inquiry, finding), ...named(inquiry, finding)])
}

function named(inquiry: Inquiry, finding: Finding): Corroboration[] {
  const { evidence, recorded } = inquiry
  const pattern = namedAfter[finding.kind]
  if (pattern === undefined) return []
  const names = finding.kind === 'grid-step' ? [] : evidence.names.filter(({ text }) => pattern.test(text))
  // A line that states the recorded value speaks for a search where it says what was searched for, not just what the value costs.
  const notes = evidence.mentions
    .filter(({ kind, text, value }) => kind === 'threshold' && holds(recorded, value) && pattern.test(text))
    .filter(({ text }) => (finding.kind === 'grid-step' ? speaksOfStep(text, finding) : searched.test(text)))
    .map(({ path, line, text }) => ({ path, line, text }))
  // A line that doesn't state the value itself counts where it speaks of a grid, or of what a search maximised.
  const lines =
    finding.kind === 'grid-step'
      ? evidence.notes.filter(({ text }) => pattern.test(text) && speaksOfStep(text, finding))
      : evidence.notes.filter(({ text }) => pattern.test(text) && searched.test(text) && speaksOfBeta(text, finding))
  return [...names.slice(0, mostOfAKind), ...notes, ...lines, ...(finding.verdict === 'reproduces' ? loggedBeside(inquiry, finding, pattern) : [])]
}

/** A value of the objective itself that is logged beside the recorded threshold; one of 0 shows that nothing was found there. */
function loggedBeside({ evidence }: Inquiry, finding: Finding, pattern: RegExp): Corroboration[] {
  if (finding.kind === 'cost-ratio' || finding.kind === 'recall-target' || finding.kind === 'precision-target') return []
  return evidence.logged
    .filter(({ name, value }) => value !== 0 && pattern.test(name.replaceAll('_', ' ')) && speaksOfBeta(name.replaceAll('_', ' '), finding))
    .slice(0, 1)
    .map(({ name, printed, path, line }) => ({ path, line, text: `${name} ${printed} is logged beside the value` }))
}

/** Whether a line that speaks of a grid speaks of this step. */
function speaksOfStep(text: string, { parameters: { step }, verdict }: Finding): boolean {
  if (typeof step !== 'number') return false
  const stated = [...text.matchAll(/(\d*\.\d+)[\s-]*(?:steps?|granular|grid|increment)|(?:steps?|grid|granularity)\s*(?:of|:|=)?\s*(\d*\.\d+)/gi)]
  // Speaking of a grid in general supports no step in particular, but is refuted with every one.
  return stated.length === 0 ? verdict === 'refuted' : stated.some((match) => Number(match[1] ?? match[2]) === step)
}

/** Decision tables whose cut is narrow enough to say something and holds the finding's threshold. */
function decisionsThatAgree(inquiry: Inquiry, { threshold, verdict }: Finding): Corroboration[] {
  if (verdict !== 'reproduces') return []
  return tellingDecisions(inquiry)
    // Decisions whose cut holds the recorded value itself only apply it, and say nothing about where it came from.
    .filter((decisions) => holds(cutOf(decisions), threshold) && !holds(cutOf(decisions), inquiry.recorded.value))
    .map((decisions) => ({
      path: decisions.path,
      line: null,
      text: `${decisions.positives} of ${decisions.rows} decisions cut in (${decisions.impliedThreshold.above ?? ''}, ${decisions.impliedThreshold.atMost ?? ''}]`,
    }))
}

/** Decision tables whose cut overlaps the recorded interval and is no wider than it, the recorded value's own left out. */
export function tellingDecisions({ evidence, recorded }: Inquiry): ScannedDecisions[] {
  const [low, high] = recorded.interval
  return evidence.decisions.filter(({ impliedThreshold: { above, atMost } }) => {
    if (above === null || atMost === null || low === null || high === null) return false
    if (recorded.closed === 'high' && above === low && atMost === high) return false
    return atMost - above <= high - low && above < high && atMost >= low
  })
}

/**
 * Which variant of a finding a decision table favours: "The cut of decisions.csv holds 0.3382646 (all scores) and
 * excludes 0.338 (grid of 0.001)." null where none tells variants apart.
 */
export function favouredVariant(inquiry: Inquiry, { variants, verdict }: Finding): string | null {
  if (verdict !== 'reproduces') return null
  const hits = variants.filter(({ reproduces }) => reproduces)
  for (const decisions of tellingDecisions(inquiry)) {
    const cut = cutOf(decisions)
    const inside = hits.filter(({ threshold }) => holds(cut, threshold))
    const outside = hits.filter(({ threshold }) => !holds(cut, threshold))
    if (inside.length === 0 || outside.length === 0) continue
    const text = (list: typeof hits) => list.map(({ threshold, candidates }) => `${numberText(threshold)} (${candidates})`).join(', ')
    return `The cut of ${decisions.path} holds ${text(inside)} and excludes ${text(outside)}.`
  }
  return null
}

function cutOf({ impliedThreshold: { above, atMost } }: ScannedDecisions) {
  return recordedOf({ printed: plain(atMost ?? above ?? 0), implied: [above, atMost] })
}

function plain(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(20) : text
}

function distinct(places: readonly Corroboration[]): Corroboration[] {
  // The first of several at one place stays.
  return [...new Map([...places].reverse().map((place) => [place.line === null ? `${place.path} ${place.text}` : `${place.path}:${place.line}`, place])).values()].reverse()
}
