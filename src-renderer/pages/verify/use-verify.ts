import { useCallback } from 'react'
import { mostHandedBytes, type Verification } from '../../../src-main/contract/verification.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { useCase } from '../../app/case-state.tsx'
import { useTask, type TaskState } from '../../app/use-task.ts'
import { base64Of } from './dropped-report.ts'
import { verifyRequest, type VerifyDraft } from './verify-request.ts'

/** What was found, and what was asked. */
export interface Verified {
  draft: VerifyDraft
  found: Verification
}

interface Verifying {
  state: TaskState<Verified>
  start: (draft: VerifyDraft) => void
  stop: () => void
}

/** Verifies a report; leaving the page stops what still runs. */
export function useVerify(): Verifying {
  const { engine } = useCase()
  const { state, start: run, stop } = useTask<Verified>()
  const start = useCallback(
    (draft: VerifyDraft) =>
      run(async ({ signal, onProgress }) => {
        const { content } = draft.report
        const handed = content === null || content.size > mostHandedBytes ? {} : { content: await base64Of(content) }
        return { draft, found: await runToEnd(await engine.report.verify({ ...verifyRequest(draft), ...handed }, { signal }), onProgress) }
      }),
    [engine, run],
  )
  return { state, start, stop }
}
