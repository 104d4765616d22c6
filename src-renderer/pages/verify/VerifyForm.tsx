import { Button, Radio, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { mostHandedBytes } from '../../../src-main/contract/verification.ts'
import { useCase } from '../../app/case-state.tsx'
import { PathInput } from '../../components/PathInput.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatBytes } from '../../format/number.ts'
import { handingProblem } from './dropped-report.ts'
import { verifyWaitsFor, type VerifyDraft } from './verify-request.ts'

interface VerifyFormProps {
  draft: VerifyDraft
  running: boolean
  onDraft: (change: Partial<VerifyDraft>) => void
  onVerify: () => void
}

const reportTypes = ['.pdf']
const replyTypes = ['.tsr']
const certificateTypes = ['.pem', '.crt', '.cer']

/** Which report, which evidence, and whom to trust. */
export function VerifyForm({ draft, running, onDraft, onVerify }: VerifyFormProps) {
  const { state } = useCase()
  const { report } = draft
  const tooLarge = handingProblem(report, mostHandedBytes)
  const waits = verifyWaitsFor(draft)
  const ready = waits === null && tooLarge === null && !running
  return (
    <form
      className="verify-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onVerify()
      }}
    >
      {report.content === null ? (
        <PathInput
          label="Report (PDF)"
          choose="Choose a report"
          title="Which report is it?"
          types={reportTypes}
          value={report.file}
          disabled={running}
          placeholder="Drop it on this page, or type its path"
          onChange={(file) => onDraft({ report: { file, content: null } })}
        />
      ) : (
        <div className="verify-dropped">
          <p>
            Dropped: <strong>{report.file}</strong>, {formatBytes(report.content.size)}
          </p>
          <Button
            size="xs"
            variant="default"
            disabled={running}
            leftSection={<IconX size={13} stroke={1.8} aria-hidden />}
            onClick={() => onDraft({ report: { file: '', content: null } })}
          >
            Another report
          </Button>
        </div>
      )}
      {tooLarge !== null && <ProblemNotice problem={tooLarge} />}
      <PathInput
        label="Evidence folder (optional)"
        choose="Choose a folder"
        title="Which folder holds the evidence?"
        value={draft.evidence}
        disabled={running}
        onChange={(evidence) => onDraft({ evidence })}
      />
      {state.folder !== null && draft.evidence.trim() !== state.folder && (
        <p>
          <button type="button" className="link" disabled={running} onClick={() => onDraft({ evidence: state.folder ?? '' })}>
            Use the folder that is open
          </button>
        </p>
      )}
      <Radio.Group
        label="Whose seal do you expect?"
        value={draft.trustBy}
        onChange={(value) => onDraft({ trustBy: value === 'fingerprint' || value === 'certificates' ? value : 'nobody' })}
      >
        <div className="verify-choices">
          <Radio size="xs" value="nobody" disabled={running} label="Don’t check it" />
          <Radio size="xs" value="fingerprint" disabled={running} label="By fingerprint" />
          <Radio size="xs" value="certificates" disabled={running} label="By authority" />
        </div>
      </Radio.Group>
      {draft.trustBy === 'fingerprint' && (
        <TextInput
          label="SHA-256 fingerprint that the signer told you"
          className="verify-fingerprint"
          spellCheck={false}
          value={draft.fingerprint}
          disabled={running}
          onChange={(event) => onDraft({ fingerprint: event.currentTarget.value })}
        />
      )}
      {draft.trustBy === 'certificates' && (
        <PathInput
          label="Certificates that you trust (PEM)"
          choose="Choose a file"
          title="Which certificates do you trust?"
          types={certificateTypes}
          value={draft.certificates}
          disabled={running}
          onChange={(certificates) => onDraft({ certificates })}
        />
      )}
      <details className="verify-time">
        <summary>Time stamp of an authority</summary>
        <div className="verify-form">
          <PathInput
            label="Its reply; the one beside the report where left out"
            choose="Choose a reply"
            title="Which reply is it?"
            types={replyTypes}
            value={draft.timestamp}
            disabled={running}
            onChange={(timestamp) => onDraft({ timestamp })}
          />
          <PathInput
            label="Authorities that you trust for time (PEM)"
            choose="Choose a file"
            title="Which authorities do you trust for time?"
            types={certificateTypes}
            value={draft.timestampTrust}
            disabled={running}
            onChange={(timestampTrust) => onDraft({ timestampTrust })}
          />
        </div>
      </details>
      <div className="verify-end">
        <Button type="submit" aria-disabled={!ready} title={waits ?? 'Verify the report'}>
          Verify
        </Button>
        {waits !== null && <span className="secondary">{waits}</span>}
      </div>
    </form>
  )
}
