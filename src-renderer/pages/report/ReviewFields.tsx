import { Radio } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { KnownReview } from '../../../src-main/contract/review.ts'
import { useCase } from '../../app/case-state.tsx'
import { PathInput } from '../../components/PathInput.tsx'
import { fileNameOfPath } from '../../format/path.ts'
import type { ExportOptions } from './export-options.ts'

interface ReviewFieldsProps {
  options: ExportOptions
  disabled: boolean
  onOptions: (change: Partial<ExportOptions>) => void
}

/** Reviews that are offered; the dialog finds the others. */
const mostOffered = 3
const reviewTypes = ['.countersign']

/** What the report is made from: the screen, or a review file. */
export function ReviewFields({ options, disabled, onOptions }: ReviewFieldsProps) {
  const { engine } = useCase()
  const [known, setKnown] = useState<KnownReview[]>([])
  useEffect(() => {
    const controller = new AbortController()
    engine.review.known(undefined, { signal: controller.signal }).then(
      (reviews) => {
        if (!controller.signal.aborted) setKnown(reviews.filter(({ exists }) => exists).slice(0, mostOffered))
      },
      // The field for the path is there without them.
      () => undefined,
    )
    return () => controller.abort()
  }, [engine])
  return (
    <>
      <Radio.Group
        label="Made from"
        value={options.source}
        onChange={(value) => onOptions({ source: value === 'review' ? 'review' : 'draft' })}
      >
        <div className="export-choices">
          <Radio size="xs" value="draft" disabled={disabled} label="What is on screen, as a draft" />
          <Radio size="xs" value="review" disabled={disabled} label="A review, with who signed it" />
        </div>
      </Radio.Group>
      {options.source === 'review' && (
        <div className="export-inset">
          <PathInput
            label="Review file"
            choose="Choose a review"
            title="Which review is it?"
            types={reviewTypes}
            value={options.review}
            disabled={disabled}
            onChange={(review) => onOptions({ review })}
          />
          {known.length > 0 && (
            <p className="secondary">
              Opened before:{' '}
              {known.map(({ path, model }, index) => (
                <span key={path}>
                  {index > 0 && ', '}
                  <button type="button" className="link" title={path} disabled={disabled} onClick={() => onOptions({ review: path })}>
                    {model} ({fileNameOfPath(path)})
                  </button>
                </span>
              ))}
            </p>
          )}
        </div>
      )}
    </>
  )
}
