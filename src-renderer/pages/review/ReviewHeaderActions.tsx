import { Button } from '@mantine/core'
import { useState } from 'react'
import { useCase } from '../../app/case-state.tsx'
import { HandOverDialog } from './HandOverDialog.tsx'
import { roleOf } from './review-words.ts'
import { SignDialog } from './SignDialog.tsx'
import { useReview } from './use-review.ts'

/** Sign, hand over, close: what is done with the review as a whole. */
export function ReviewHeaderActions() {
  const { dispatch } = useCase()
  const { view, actor, refusal } = useReview()
  const [dialog, setDialog] = useState<'sign' | 'hand-over' | null>(null)
  const role = roleOf(view.state, actor)
  const why = refusal('signed') ?? (role === null ? 'The acting person holds no role.' : null)
  return (
    <>
      <Button variant="default" onClick={() => dispatch({ type: 'review-shown', review: null })}>
        Close the review
      </Button>
      <Button variant="default" onClick={() => setDialog('hand-over')}>
        Hand over
      </Button>
      <Button aria-disabled={why !== null} title={why ?? 'Shows what is signed before it asks for the passphrase'} onClick={() => why === null && setDialog('sign')}>
        {role === null ? 'Sign' : `Sign as ${role}`}
      </Button>
      {dialog === 'sign' && role !== null && actor !== null && <SignDialog role={role} person={actor} onClose={() => setDialog(null)} />}
      {dialog === 'hand-over' && <HandOverDialog onClose={() => setDialog(null)} />}
    </>
  )
}
