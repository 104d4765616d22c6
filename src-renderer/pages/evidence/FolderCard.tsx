import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { Scan } from '../../../src-main/contract/scan.ts'
import { problemOf } from '../../api/problem-of.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { useCase } from '../../app/case-state.tsx'
import { useOpenFolder } from '../../app/use-evidence.ts'
import { useWork } from '../../app/use-work.ts'
import { Card } from '../../components/Card.tsx'
import { Hash } from '../../components/Hash.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatMoment } from '../../format/date.ts'
import { plural } from '../../format/number.ts'

type Check = { kind: 'none' } | { kind: 'unchanged'; at: number } | { kind: 'changed' } | { kind: 'failed'; problem: Problem }

interface FolderCardProps {
  folder: string
  scan: Scan
  scannedAt: number | null
}

/** How many files there are, when they were hashed, and whether they are still the same. */
export function FolderCard({ folder, scan, scannedAt }: FolderCardProps) {
  const { engine } = useCase()
  const work = useWork()
  const openFolder = useOpenFolder()
  const [check, setCheck] = useState<Check>({ kind: 'none' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const checkAgain = () => {
    const controller = new AbortController()
    running.current = controller
    work('Hashing the folder again', controller, async ({ signal, onProgress }) =>
      runToEnd(await engine.evidence.scan({ folder }, { signal }), onProgress),
    ).then(
      (again) => {
        if (again === null) return
        setCheck(
          again.evidenceSha256 === scan.evidenceSha256 ? { kind: 'unchanged', at: Date.now() } : { kind: 'changed' },
        )
      },
      (error: unknown) => setCheck({ kind: 'failed', problem: problemOf(error) }),
    )
  }

  return (
    <Card
      title="The folder"
      className="folder"
      end={
        <button className="link" onClick={checkAgain}>
          Hash again
        </button>
      }
    >
      <p className="secondary small">
        {plural(scan.fileCount, 'file')}
        {scannedAt === null ? '' : `, hashed ${formatMoment(scannedAt)}`}. Countersign reads it and never writes to it.{' '}
        <span className="nowrap">
          All files together: <Hash sha256={scan.evidenceSha256} />
        </span>
      </p>
      <div role="status" className="small">
        {check.kind === 'unchanged' && (
          <p className="unchanged">
            <IconCheck size={13} stroke={2} aria-hidden className="icon" /> Unchanged at {formatMoment(check.at)}.
          </p>
        )}
        {check.kind === 'changed' && (
          <p className="changed">
            <IconAlertTriangle size={13} stroke={1.8} aria-hidden className="icon" /> The folder has changed. What is
            shown here is what was read before.{' '}
            <Button size="xs" variant="default" onClick={() => openFolder(folder)}>
              Read the folder again
            </Button>
          </p>
        )}
      </div>
      {check.kind === 'failed' && <ProblemNotice problem={check.problem} />}
    </Card>
  )
}
