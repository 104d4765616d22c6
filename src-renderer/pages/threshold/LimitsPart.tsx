import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { Choices } from '../../../src-main/contract/choices.ts'
import { shown, type Loadable } from '../../app/case.ts'
import { SegmentsCard } from '../quality/SegmentsCard.tsx'
import { useColumns, useGroups } from '../quality/use-quality.ts'
import { LimitsCard } from './LimitsCard.tsx'
import type { ThresholdRow } from './recorded-rows.ts'

/** Limits and groups at the recommended threshold, against the selected one; both move with the costs. */
export function LimitsPart({ view, selected, choices }: { view: ThresholdView; selected: ThresholdRow | null; choices: Loadable<Choices> }) {
  const columns = useColumns()
  const best = view.recommendation.optimum.threshold
  const other = selected?.cut.threshold ?? null
  const thresholds = [...new Set([best, other].filter((threshold) => threshold !== null))]
  const counting = useGroups(thresholds)
  const groups = shown(counting)
  return (
    <div className="threshold-lower limits-part">
      <LimitsCard choices={choices} selected={selected} />
      <SegmentsCard
        thresholds={groups === null ? [] : [groups.threshold, ...groups.elsewhere]}
        segments={groups?.segments ?? []}
        note={groups?.impactNote ?? null}
        derivation={groups?.derivation}
        columns={columns}
        counting={counting}
      />
    </div>
  )
}
