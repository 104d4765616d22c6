import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { MadeKey } from '../../../src-main/contract/review.ts'
import { problemOf } from '../../api/problem-of.ts'
import { useCase } from '../../app/case-state.tsx'
import { CopyLine } from './CopyLine.tsx'
import { PathInput } from '../../components/PathInput.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatHash } from '../../format/hash.ts'
import { pathIn } from '../../format/path.ts'
import { newKeyProblem, proposedKeyFile } from './export-options.ts'
import { insideEvidence } from './report-state.ts'

interface MakeKeyDialogProps {
  /** The folder that the key file goes into unless the user says otherwise. */
  folder: string
  onMade: (path: string) => void
  onClose: () => void
}

/** Makes a self-asserted identity: a key that vouches for itself. The passphrase is typed again at each seal. */
export function MakeKeyDialog({ folder: proposed, onMade, onClose }: MakeKeyDialogProps) {
  const { state, engine } = useCase()
  const [name, setName] = useState('')
  const [folder, setFolder] = useState(proposed)
  const [typedFile, setTypedFile] = useState<string | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<MadeKey | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const fileName = typedFile ?? proposedKeyFile(name)
  const waits = insideEvidence(state.folder, folder) ?? newKeyProblem({ name, folder, fileName, passphrase, again })
  const make = async () => {
    setMaking(true)
    setProblem(null)
    try {
      setMade(await engine.review.makeKey({ name: name.trim(), out: pathIn(folder.trim(), fileName.trim()), passphrase }))
      setPassphrase('')
      setAgain('')
    } catch (error) {
      setProblem(problemOf(error))
    }
    setMaking(false)
  }
  return (
    <Modal opened onClose={onClose} title="Make a self-asserted key" size={600}>
      {made === null ? (
        <form
          className="make-key"
          onSubmit={(event) => {
            event.preventDefault()
            if (waits === null && !making) void make()
          }}
        >
          <p className="secondary">
            The key is made on this computer, in a file that only you can read. It shows later that the same key sealed and that
            nothing was changed since. That the name is yours nobody vouches for; a certificate of your bank says that.
          </p>
          <TextInput label="Your name, as it shall be printed" value={name} maxLength={64} onChange={(event) => setName(event.currentTarget.value)} />
          <PathInput label="Folder of the key" choose="Choose a folder" title="Where should the key go?" value={folder} onChange={setFolder} />
          <TextInput label="Name of the key file" spellCheck={false} value={fileName} onChange={(event) => setTypedFile(event.currentTarget.value)} />
          <div className="make-key-twice">
            <TextInput label="New passphrase" type="password" autoComplete="new-password" value={passphrase} onChange={(event) => setPassphrase(event.currentTarget.value)} />
            <TextInput label="The passphrase again" type="password" autoComplete="new-password" value={again} onChange={(event) => setAgain(event.currentTarget.value)} />
          </div>
          <p className="secondary">It is never kept and can’t be recovered: without it the key is lost.</p>
          {problem !== null && <ProblemNotice problem={problem} />}
          <div className="make-key-end">
            <span className="secondary" aria-live="polite">
              {making ? 'Making the key' : waits}
            </span>
            <Button type="submit" aria-disabled={waits !== null || making} title={waits ?? 'Write the key file'}>
              Make the key
            </Button>
          </div>
        </form>
      ) : (
        <div className="make-key">
          <p role="status">
            <strong>The key is made.</strong> {made.sentence}
          </p>
          <dl className="facts">
            <CopyLine title="Key file" value={made.path} />
            <CopyLine title="Certificate" value={made.certificate.fingerprint} shownAs={formatHash(made.certificate.fingerprint)} />
          </dl>
          <p className="secondary">Tell this fingerprint to those who will verify, by another way than the report.</p>
          <div className="make-key-end">
            <Button data-autofocus onClick={() => onMade(made.path)}>
              Use this key
            </Button>
          </div>
        </div>
      )}
    </Modal>
  )
}
