import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import { shown } from '../../app/case.ts'
import { useChoices } from '../choices/choices-state.ts'
import { SegmentsCard } from '../quality/SegmentsCard.tsx'
import { useColumns, useGroups } from '../quality/use-quality.ts'
import { LimitsCard } from './LimitsCard.tsx'
import type { ThresholdRow } from './recorded-rows.ts'

/** Limits and groups at the recommended threshold, against the selected one; both move with the costs. */
export function LimitsPart({ view, selected }: { view: ThresholdView; selected: ThresholdRow | null }) {
  const choices = useChoices()
  const columns = useColumns()
  const best = view.recommendation.optimum.threshold
  const other = selected?.cut.threshold ?? null
  const thresholds = [...new Set([best, other].filter((threshold) => threshold !== null))]
  const groups = shown(useGroups(thresholds))
  return (
    <div className="threshold-lower limits-part">
      <LimitsCard choices={choices} selected={selected} />
      <SegmentsCard
        thresholds={groups === null ? [] : [groups.threshold, ...groups.elsewhere]}
        segments={groups?.segments ?? []}
        note={groups?.impactNote ?? null}
        derivation={groups?.derivation}
        columns={columns}
      />
    </div>
  )
}
