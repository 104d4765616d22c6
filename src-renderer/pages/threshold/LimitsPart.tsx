import type { Choices } from '../../../src-main/contract/choices.ts'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { Loadable } from '../../app/case.ts'
import { LimitsCard } from './LimitsCard.tsx'
import { OutcomesCard } from './OutcomesCard.tsx'
import type { ThresholdRow } from './recorded-rows.ts'

interface LimitsPartProps {
  view: ThresholdView
  recommended: ThresholdRow
  selected: ThresholdRow | null
  choices: Loadable<Choices>
}

/** What limits cost, beside what the thresholds that they are held against do. */
export function LimitsPart({ view, recommended, selected, choices }: LimitsPartProps) {
  return (
    <div className="threshold-lower limits-part">
      <LimitsCard choices={choices} selected={selected} />
      <OutcomesCard view={view} recommended={recommended} selected={selected} />
    </div>
  )
}
