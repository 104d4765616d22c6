import type { Bound } from '../../src-main/contract/bound.ts'
import { boundedSentence, boundName, boundRange } from '../format/bound-words.ts'
import './bounds-notice.css'

interface BoundsNoticeProps {
  bounds: readonly Bound[] | undefined
  /** The sentence in front where the answer is no recommendation. */
  decisive?: string
}

/** One line where an answer rests on ranges of scores, with every number that isn't exact behind it; nothing elsewhere. */
export function BoundsNotice({ bounds, decisive }: BoundsNoticeProps) {
  const sentence = boundedSentence(bounds)
  if (sentence === null || bounds === undefined) return null
  return (
    <details className="bounds-notice">
      <summary>
        <strong>{decisive ?? sentence.decisive}</strong> <span className="more">What is not exact ({bounds.length})</span>
      </summary>
      <p>{sentence.rest}</p>
      <dl>
        {bounds.map((bound) => (
          <div key={bound.of}>
            <dt>{boundName(bound.of)}</dt>
            <dd>{boundRange(bound)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
