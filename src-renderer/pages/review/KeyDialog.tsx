import { Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCase } from '../../app/case-state.tsx'
import { PathInput } from '../../components/PathInput.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { folderOfPath, pathIn } from '../../format/path.ts'
import { FilePlace } from './FilePlace.tsx'
import { nameOf } from './review-words.ts'
import { useAttempt, useReview } from './use-review.ts'

interface KeyDialogProps {
  person: string
  /** Gets the path of the key file that was registered. */
  onRegistered?: (path: string) => void
  onClose: () => void
}

/** Registers the key with which a person signs: a certificate that somebody issued, or a self-asserted identity that is made here. */
export function KeyDialog({ person, onRegistered, onClose }: KeyDialogProps) {
  const { view, show } = useReview()
  const { engine } = useCase()
  const { busy, problem, attempt } = useAttempt()
  const [path, setPath] = useState(() => besideFile(view.path, `${nameOf(view.state, person)}.p12`))
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [making, setMaking] = useState(false)
  const name = nameOf(view.state, person)
  const ready = path.trim() !== '' && passphrase !== '' && (!making || passphrase === again) && !busy
  const submit = async () => {
    const done = await attempt(async () => {
      if (making) await engine.review.makeKey({ name, out: path.trim(), passphrase })
      show(await engine.review.registerKey({ file: view.path, person, certificate: path.trim(), passphrase }))
    })
    if (!done) return
    onRegistered?.(path.trim())
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={`With which key does ${name} sign?`} size={560}>
      <form
        className="review-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void submit()
        }}
      >
        <fieldset className="review-choice">
          <legend className="visually-hidden">Kind of key</legend>
          <label>
            <input type="radio" name="kind" checked={!making} onChange={() => setMaking(false)} /> A certificate that somebody issued (PKCS#12, .p12 or .pfx)
          </label>
          <label>
            <input type="radio" name="kind" checked={making} onChange={() => setMaking(true)} /> Make a self-asserted identity
          </label>
        </fieldset>
        <p className="secondary">
          {making
            ? 'It shows that the same key signed and that nothing was changed since. Nobody vouches for the name: while one of the three roles signs with a self-asserted identity, the segregation of duties cannot be assessed, and nothing can be approved.'
            : 'The file is read where it is. Its passphrase is asked for at each signature, and never kept.'}
        </p>
        {making ? (
          <FilePlace label="Key file to make" question="Where should the key go?" value={path} onChange={setPath} />
        ) : (
          <PathInput label="Key file" choose="Choose a key" title="Which key is it?" types={keyTypes} value={path} onChange={setPath} />
        )}
        <PasswordInput label="Passphrase" autoComplete="off" value={passphrase} onChange={(event) => setPassphrase(event.currentTarget.value)} visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }} />
        {making && (
          <TextInput
            type="password"
            label="Passphrase once more"
            description="At least 8 characters. Nobody can restore it."
            autoComplete="off"
            value={again}
            error={again !== '' && again !== passphrase ? 'The two differ.' : null}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
        )}
        {problem !== null && <ProblemNotice problem={problem} />}
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" aria-disabled={!ready}>
            {making ? 'Make and register the key' : 'Register the key'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** How the names of PKCS#12 files end. */
export const keyTypes = ['.p12', '.pfx']

/** A path in the folder of another file, without what a file system forbids in names. */
export function besideFile(path: string, name: string): string {
  return pathIn(folderOfPath(path), name.replace(/[\\/:*?"<>|]/g, '-'))
}
