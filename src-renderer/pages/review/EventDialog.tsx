import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { FormFields } from './FormFields.tsx'
import { missingFields, type FormValues, type ReviewForm } from './review-forms.ts'
import { nameOf } from './review-words.ts'
import { useAttempt, useReview } from './use-review.ts'

/** A form whose answers are written to the review by the acting person. */
export function EventDialog({ form, onClose }: { form: ReviewForm; onClose: () => void }) {
  const { view, actor, append } = useReview()
  const { busy, problem, attempt } = useAttempt()
  const [values, setValues] = useState<FormValues>(form.start)
  const missing = missingFields(form.fields, values)
  const ready = missing.length === 0 && !busy
  const submit = async () => {
    if (await attempt(() => append(form.events(values)))) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={form.title} size={560}>
      <form
        className="review-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void submit()
        }}
      >
        <p className="secondary">{form.says}</p>
        <FormFields fields={form.fields} values={values} onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))} />
        {problem !== null && <ProblemNotice problem={problem} />}
        <div className="form-actions">
          <span className="secondary">Written as {actor === null ? 'nobody in particular' : nameOf(view.state, actor)}; it can’t be taken back.</span>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" aria-disabled={!ready} title={missing.length === 0 ? form.submit : `Missing: ${missing.join(', ')}`}>
            {form.submit}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

interface ActButtonProps {
  form: ReviewForm
  /** The words of the button; those of the form where left out. */
  words?: string
  main?: boolean
}

/** A button that opens a form; where the acting person may not fill it in, it says on focus why. */
export function ActButton({ form, words = form.submit, main = false }: ActButtonProps) {
  const { refusal } = useReview()
  const [opened, setOpened] = useState(false)
  const why = refusal(form.kind)
  return (
    <>
      <Button size="xs" variant={main ? 'filled' : 'default'} aria-disabled={why !== null} title={why ?? form.title} onClick={() => why === null && setOpened(true)}>
        {words}
      </Button>
      {opened && <EventDialog form={form} onClose={() => setOpened(false)} />}
    </>
  )
}
