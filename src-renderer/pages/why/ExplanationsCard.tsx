import { useMemo } from 'react'
import type { ExplanationResult } from '../../../src-main/contract/explanation.ts'
import { Card } from '../../components/Card.tsx'
import { DerivedText } from './DerivedText.tsx'
import { ExplanationTile } from './ExplanationTile.tsx'
import { groupExplanations, sharedRange, type ExplanationGroup } from './explanation-groups.ts'
import { OwnExplanation } from './OwnExplanation.tsx'
import { countWords } from './why-words.ts'
import { VerdictBadge } from './VerdictBadge.tsx'

interface ExplanationsCardProps {
  result: ExplanationResult
  digits: string
  asTable: boolean
  selected: string | null
  onSelect: (id: string) => void
  ownOpen: boolean
  onOwnClosed: () => void
}

/** Every explanation with what became of it: those that stand first, refuted ones compact, all on one range. */
export function ExplanationsCard({ result, digits, asTable, selected, onSelect, ownOpen, onOwnClosed }: ExplanationsCardProps) {
  const groups = useMemo(() => groupExplanations(result.explanations), [result])
  const range = useMemo(() => sharedRange(result), [result])
  const tile = (group: ExplanationGroup) => (
    <ExplanationTile
      key={group.id}
      group={group}
      result={result}
      digits={digits}
      range={range}
      asTable={asTable}
      selected={group.id === selected}
      onSelect={onSelect}
    />
  )
  return (
    <Card title="2  Which explanations stand" aside={countWords(result, digits)} className="why-explanations">
      {ownOpen && <OwnExplanation result={result} onClose={onOwnClosed} />}
      <div className="why-tiles scroll" tabIndex={0} role="region" aria-label="Explanations">
        {groups.reproducing.length === 0 && (
          <p className="why-nothing">
            <strong>Nothing here reproduces {digits}.</strong> Every explanation below is refuted by these rows or cannot be told
            from this evidence.
          </p>
        )}
        {groups.reproducing.map((group) =>
          group.others.length === 0 ? (
            tile(group)
          ) : (
            <div key={group.id} className="why-same" role="group" aria-label="The same statement in other words">
              {[{ ...group, others: [] }, ...group.others.map((other) => ({ ...group, id: other.id, leading: other, others: [] }))].map(tile)}
              <p className="why-same-words">The same statement in other words: these count once.</p>
            </div>
          ),
        )}
        {groups.unknown.map(tile)}
        {groups.refuted.map(tile)}
        {groups.refutedToo.length > 0 && (
          <div className="why-refuted-too">
            <VerdictBadge verdict="refuted" />
            <ul>
              {groups.refutedToo.map(({ id, title, because }) => (
                <li key={id}>
                  <button type="button" className="why-select" aria-pressed={id === selected} title={because} onClick={() => onSelect(id)}>
                    {title}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
        <DerivedText className="why-testing" derivation={result.derivations['chance']}>
          {result.multipleTesting.sentence}
        </DerivedText>
      </div>
    </Card>
  )
}
