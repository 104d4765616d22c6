import { memo } from 'react'

/** What the lower half of the threshold page shows. */
export type Part = 'outcomes' | 'certainty' | 'limits' | 'groups'

const parts: readonly { part: Part; name: string; about: string }[] = [
  { part: 'outcomes', name: 'Outcomes', about: 'What each threshold does to the applicants' },
  { part: 'certainty', name: 'Certainty', about: 'How sure the threshold and its cost are' },
  { part: 'limits', name: 'Limits', about: 'What limits cost' },
  { part: 'groups', name: 'Groups', about: 'Who is refused, by group' },
]

/** Chooses what stands below the cost curve. */
export const PartSwitch = memo(function PartSwitch({ part, onPart }: { part: Part; onPart: (part: Part) => void }) {
  return (
    <div className="part-switch" role="group" aria-label="Below the curve">
      {parts.map((each) => (
        <button key={each.part} type="button" title={each.about} aria-pressed={each.part === part} onClick={() => onPart(each.part)}>
          {each.name}
        </button>
      ))}
    </div>
  )
})
