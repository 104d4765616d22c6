import { Button } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { RecordedThreshold } from '../../../src-main/contract/scan.ts'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { costsAreUsable } from '../../app/use-table.ts'
import { InlineTarget } from '../../components/InlineTarget.tsx'
import { derivationAtFocus, PageActions, type CardDerivations } from '../../components/PageActions.tsx'
import { BoundsNotice } from '../../components/BoundsNotice.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { SteadyButton } from '../../components/SteadyButton.tsx'
import { BootstrapCard } from './BootstrapCard.tsx'
import { Caveat } from './Caveat.tsx'
import { comparedThresholds, suggestedThresholds, useChoices } from '../choices/choices-state.ts'
import { choosesMore, chosenAnswer } from './chosen-answer.ts'
import { orientationAnswer } from './cost-words.ts'
import { comparedGroups, judgedGroups } from '../../segments/judged-groups.ts'
import { CostCurveCard } from './CostCurveCard.tsx'
import { CostsCard } from './CostsCard.tsx'
import { GroupsPart } from './GroupsPart.tsx'
import { LimitsPart } from './LimitsPart.tsx'
import { OrientationQuestion } from './OrientationQuestion.tsx'
import { OutcomesCard } from './OutcomesCard.tsx'
import { OriginCard } from './OriginCard.tsx'
import { PairsCard } from './PairsCard.tsx'
import { PartSwitch, type Part } from './PartSwitch.tsx'
import { RatioCard } from './RatioCard.tsx'
import { ReadingNotice } from './ReadingNotice.tsx'
import { RecordedCard } from './RecordedCard.tsx'
import { firstSelected, thresholdRows, type ThresholdRow } from './recorded-rows.ts'
import { ScoresCard } from './ScoresCard.tsx'
import { likeliestOf } from './threshold-view-model.ts'
import { waitingWords } from './threshold-state.ts'
import { thresholdsBesideBest, shownUncertainty, useChosenUncertainty, useIntervalCosts, useProvenance, useUncertainty } from './use-uncertainty.ts'
import './threshold.css'
import './recorded-rows.css'
import './threshold-parts.css'

const question = 'Which threshold should we use?'

const chartDerivations: CardDerivations = [
  ['.curve', 'curve'],
  ['.ratio', 'ratioMap'],
  ['.scores', 'distribution'],
]

/** The same for the cards that say how sure the answer is. */
const certaintyDerivations: CardDerivations = [
  ['.bootstrap', 'threshold'],
  ['.pairs', 'differences'],
]

/** The recommended threshold for two costs, against every threshold that is written down. */
export function ThresholdPage() {
  const { state, dispatch } = useCase()
  const waiting = waitingWords(state)
  if (state.reading === null || state.table.status === 'failed') {
    return (
      <>
        <PageHeader question={question} decisive={waiting.decisive} rest={waiting.rest} />
        {state.table.status === 'failed' && state.reading !== null && <ProblemNotice problem={state.table.problem} />}
        <div className="threshold-empty">
          <Button onClick={() => dispatch({ type: 'page-opened', page: 'evidence' })}>
            {state.reading === null ? 'Look at the evidence' : 'Choose another table or reading'}
          </Button>
        </div>
      </>
    )
  }
  return <ThresholdOfTable />
}

/** The recorded threshold that the page is about: the one that was picked, or else the likeliest. */
function selectedRow(rows: readonly ThresholdRow[], picked: string | null, likeliest: readonly RecordedThreshold[]): ThresholdRow | null {
  const first = firstSelected(rows, likeliest)
  return rows.find((row) => row.id === picked) ?? rows.find((row) => row.id === first) ?? null
}

/** The page of a table that can be read. The costs stand in one place whether there is an answer or not: what is being typed outlives its arrival. */
function ThresholdOfTable() {
  const { state, dispatch } = useCase()
  const [asTable, setAsTable] = useState(false)
  const [part, setPart] = useState<Part>('outcomes')
  const showOrigin = useCallback(() => setPart('certainty'), [])
  const [picked, setPicked] = useState<string | null>(null)
  const scan = shown(state.scan)
  const view = shown(state.view)
  const rows = useMemo(() => (view === null ? [] : thresholdRows(view)), [view])
  const selected = useMemo(() => selectedRow(rows, picked, likeliestOf(scan)), [rows, picked, scan])
  const [recommended] = rows
  const judgedAt = (of: ThresholdView) => {
    const there = of === view ? selected : selectedRow(thresholdRows(of), picked, likeliestOf(scan))
    return thresholdsBesideBest(comparedThresholds(state, of), of.recommendation.optimum.threshold, there)
  }
  const thresholds = view === null ? [] : judgedAt(view)
  const stale = state.view.status !== 'ready' || !costsAreUsable(state.costs)
  const uncertainty = useUncertainty(view, thresholds, !stale)
  const underChoices = useChosenUncertainty(view, thresholds, !stale)
  const judged = shownUncertainty(uncertainty, underChoices)
  const meant = useIntervalCosts()
  const choosing = choosesMore(state.choices)
  const choices = useChoices(choosing || part === 'limits')
  const weighed = choosing ? shown(choices) : null
  const chosen = weighed === null || view === null ? null : chosenAnswer(weighed, view, state.choices.currency.trim())
  const selectedThreshold = selected?.cut.threshold ?? null
  const suggested = suggestedThresholds(state.scan, view)
  const provenance = useProvenance(view, !stale)
  const sure = shown(uncertainty)
  const refused = orientationAnswer(state) === 'no'
  const waiting = waitingWords(state)
  const derivationNow = () =>
    derivationAtFocus(document.activeElement, certaintyDerivations, shown(judged.uncertainty)?.derivations ?? {}, '') ??
    derivationAtFocus(document.activeElement, chartDerivations, view?.derivations ?? {}, 'optimum')
  return (
    <div className="threshold-page" data-stale={(view !== null && stale) || undefined}>
      {view === null ? (
        <PageHeader question={question} decisive={waiting.decisive} rest={waiting.rest} />
      ) : (
        <PageHeader
          question={question}
          first={<OrientationQuestion />}
          decisive={refused ? '' : <InlineTarget derivation={chosen === null ? view.derivations['optimum'] : weighed?.derivations['cost']}>{chosen?.decisive ?? view.answer.decisive}</InlineTarget>}
          rest={refused ? '' : <InlineTarget derivation={chosen === null ? (view.derivations['recorded'] ?? view.derivations['optimum']) : weighed?.derivations['cost']}>{chosen?.rest ?? view.answer.rest}</InlineTarget>}
          caveat={refused ? null : <Caveat view={view} ofTwoCosts={chosen === null} uncertainty={chosen === null ? uncertainty : judged.tooLarge === null ? underChoices : null} provenance={provenance} onOrigin={showOrigin} />}
          actions={
            <>
              <PartSwitch part={part} onPart={setPart} />
              <PageActions asTable={asTable} onAsTable={setAsTable} derivation={derivationNow} />
              <SteadyButton variant="default" onClick={() => dispatch({ type: 'page-opened', page: 'report' })}>
                Export the report
              </SteadyButton>
            </>
          }
        />
      )}
      <ReadingNotice auc={view?.recommendation.auc ?? null} />
      {state.view.status === 'failed' && <ProblemNotice problem={state.view.problem} />}
      {view !== null && <BoundsNotice bounds={[...(view.recommendation.bounds ?? []), ...(sure?.bounds ?? [])]} />}
      <div className={view === null ? 'threshold-waiting' : 'threshold-grid'} data-part={part}>
        <CostsCard beside={{ choices: choosing || part === 'limits', groupsAt: part === 'groups' && view !== null ? comparedGroups(suggested, selectedThreshold) : null, judgedAt }} />
        {view !== null && recommended !== undefined && (
          <>
            <CostCurveCard view={view} rows={rows} selected={selected} sure={uncertainty.status === 'failed' ? undefined : sure} asTable={asTable} />
            {part === 'outcomes' && (
              <>
                <OutcomesCard view={view} recommended={recommended} selected={selected} />
                <RecordedCard view={view} rows={rows} selected={selected} sure={sure} onSelect={setPicked} />
              </>
            )}
            {part === 'certainty' && (
              <div className="threshold-lower certainty">
                <BootstrapCard {...judged} meant={meant} rows={rows} selected={selected} asTable={asTable} />
                <PairsCard uncertainty={judged.uncertainty} />
                <OriginCard provenance={provenance} view={view} />
              </div>
            )}
            {part === 'limits' && <LimitsPart view={view} recommended={recommended} selected={selected} choices={choices} />}
            {part === 'groups' && <GroupsPart judged={judgedGroups(view, weighed, suggested, selectedThreshold)} />}
            <RatioCard view={view} selected={selected} asTable={asTable} />
            <ScoresCard view={view} rows={rows} selected={selected} asTable={asTable} />
          </>
        )}
      </div>
    </div>
  )
}
