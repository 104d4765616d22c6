import { Button } from '@mantine/core'
import { useState } from 'react'
import { useCase } from '../../app/case-state.tsx'
import { Card } from '../../components/Card.tsx'
import { PathInput } from '../../components/PathInput.tsx'

const reportTypes = ['.pdf']

/** Asks whether a report is as it was sealed; no folder is needed for that. */
export function VerifyCard() {
  const { dispatch } = useCase()
  const [file, setFile] = useState('')
  const named = file.trim()
  return (
    <Card title="A report to verify" className="verify-card">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          dispatch({ type: 'verify-opened', report: named === '' ? null : { file: named, content: null } })
        }}
      >
        <PathInput
          label="Report (PDF)"
          choose="Choose a report"
          title="Which report is it?"
          types={reportTypes}
          value={file}
          onChange={setFile}
        />
        <Button type="submit" variant="default">
          Verify a report
        </Button>
      </form>
    </Card>
  )
}
