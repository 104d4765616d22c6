import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { useColumns } from '../../app/use-columns.ts'
import type { JudgedGroups } from '../../segments/judged-groups.ts'
import { SegmentsCard } from '../../segments/SegmentsCard.tsx'
import { useGroups } from '../../segments/use-groups.ts'

/** Who is refused at the threshold that the page answers with; the groups move with the costs. */
export function GroupsPart({ judged: { thresholds, refusesNobody, digitsOf } }: { judged: JudgedGroups }) {
  const { state } = useCase()
  const columns = useColumns()
  const counting = useGroups(thresholds)
  const groups = state.segments.length === 0 ? null : shown(counting)
  return (
    <div className="threshold-lower groups-part">
      <SegmentsCard
        thresholds={groups === null ? [] : [groups.threshold, ...groups.elsewhere]}
        refusesNobody={refusesNobody}
        digitsOf={digitsOf}
        segments={groups?.segments ?? []}
        note={groups?.impactNote ?? null}
        derivation={groups?.derivation}
        columns={columns}
        counting={counting}
      />
    </div>
  )
}
