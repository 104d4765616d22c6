import { useCallback } from 'react'
import { mostHandedBytes, type Verification } from '../../../src-main/contract/verification.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { useCase } from '../../app/case-state.tsx'
import { useTask, type TaskState } from '../../app/use-task.ts'
import { base64Of } from './dropped-report.ts'
import { verifyRequest, type VerifyDraft } from './verify-request.ts'

interface Verifying {
  state: TaskState<Verification>
  start: (draft: VerifyDraft) => void
  stop: () => void
}

/** Verifies a report; leaving the page stops what still runs. */
export function useVerify(): Verifying {
  const { engine } = useCase()
  const { state, start: run, stop } = useTask<Verification>()
  const start = useCallback(
    (draft: VerifyDraft) =>
      run(async ({ signal, onProgress }) => {
        const { content } = draft.report
        const handed = content === null || content.size > mostHandedBytes ? {} : { content: await base64Of(content) }
        return runToEnd(await engine.report.verify({ ...verifyRequest(draft), ...handed }, { signal }), onProgress)
      }),
    [engine, run],
  )
  return { state, start, stop }
}
