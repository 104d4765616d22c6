import { Button, Modal, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ExplanationResult } from '../../../src-main/contract/explanation.ts'
import type { MlflowPatch } from '../../../src-main/contract/mlflow-record.ts'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { problemOf } from '../../api/problem-of.ts'
import { useCase } from '../../app/case-state.tsx'
import { FilterField } from '../../components/FilterField.tsx'
import { Hash } from '../../components/Hash.tsx'
import { useNotice } from '../../components/Notice.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { shortenMiddle } from '../../format/hash.ts'
import { visibleText } from '../../format/visible-text.ts'
import { useRunPages } from '../comparison/use-run-pages.ts'
import { fileIn } from './file-in.ts'

interface MlflowDialogProps {
  result: ExplanationResult
  onClose: () => void
}

type Form = 'python' | 'shell'
const fileNames = { python: 'countersign_tags.py', shell: 'countersign_tags.sh' } as const

/** Runs in the list; a filter finds the others. */
const mostOffered = 100
const recordingFirst = { by: 'records', descending: true } as const

function runWords(id: string, name: string, experiment: string | null): string {
  return [name === '' ? 'unnamed run' : visibleText(name), ...(experiment === null ? [] : [visibleText(experiment)]), shortenMiddle(id)].join(', ')
}

/** The reviewed threshold as a patch of one run: previewed, then copied or saved for someone else to apply. */
export function MlflowDialog({ result, onClose }: MlflowDialogProps) {
  const { state, engine } = useCase()
  const notice = useNotice()
  const [filter, setFilter] = useState('')
  const found = useRunPages(state.folder ?? '', filter, recordingFirst)
  const recording = result.recorded.sources.flatMap(({ run }) => (run === null ? [] : [run]))
  const [chosen, setChosen] = useState(recording[0]?.id ?? null)
  const run = chosen ?? found.runAt(0)?.id ?? ''
  const options = new Map(recording.map(({ id, name }) => [id, runWords(id, name, null)]))
  for (let index = 0; index < mostOffered; index += 1) {
    const fitting = found.runAt(index)
    if (fitting !== null) options.set(fitting.id, runWords(fitting.id, fitting.name, fitting.experiment))
  }
  if (run !== '' && !options.has(run)) options.set(run, runWords(run, '', null))
  const [form, setForm] = useState<Form>('python')
  const [folder, setFolder] = useState('')
  const [patch, setPatch] = useState<MlflowPatch | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [handed, setHanded] = useState<string | null>(null)
  const { folder: evidence, reading, costs: { fn, fp } } = state
  const table = reading?.reading ?? null
  useEffect(() => {
    engine.application.about().then(({ exportFolder }) => setFolder((typed) => (typed === '' ? exportFolder : typed)), () => undefined)
  }, [engine])
  useEffect(() => {
    if (evidence === null || table === null || run === '') return
    const controller = new AbortController()
    engine.mlflowRecord.preview({ folder: evidence, reading: table, costs: { fn, fp }, run }, { signal: controller.signal }).then(
      (previewed) => {
        if (controller.signal.aborted) return
        setPatch(previewed)
        setProblem(null)
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setProblem(problemOf(error))
      },
    )
    return () => controller.abort()
  }, [engine, evidence, table, fn, fp, run])
  const offer = async (out: string | null) => {
    if (evidence === null || table === null || patch === null) return
    try {
      if (out === null) await navigator.clipboard.writeText(form === 'python' ? patch.python : patch.shell)
      const given = await engine.mlflowRecord.offer({ folder: evidence, reading: table, costs: { fn, fp }, run, form, out })
      setHanded(given.path === null ? 'Copied; its hash is kept with the case.' : `Saved to ${given.path}; its hash is kept with the case.`)
      setProblem(null)
      notice(given.path === null ? 'Patch copied' : `Patch saved to ${given.path}`)
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  const text = patch === null ? '' : form === 'python' ? patch.python : patch.shell
  return (
    <Modal opened onClose={onClose} title="Write the recommended threshold to MLflow" size={760}>
      <div className="why-mlflow">
        <p className="secondary">
          Countersign never writes to a tracking store. This patch adds tags named countersign.* to one run and changes no
          metric, no parameter and no other tag; whoever may write to the store applies it.
        </p>
        <div className="why-mlflow-choice">
          <label>
            Run
            <select className="why-input" value={run} onChange={(event) => setChosen(event.currentTarget.value)}>
              {[...options].map(([id, words]) => (
                <option key={id} value={id}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          {found.total > mostOffered && <FilterField label="Filter runs" value={filter} onChange={setFilter} />}
          <div role="group" aria-label="Form of the patch">
            {(['python', 'shell'] as const).map((each) => (
              <Button key={each} size="xs" variant="default" aria-pressed={form === each} onClick={() => setForm(each)}>
                {each === 'python' ? 'Python' : 'REST calls'}
              </Button>
            ))}
          </div>
        </div>
        <pre className="scroll" tabIndex={0} role="region" aria-label="Patch">
          {patch === null ? 'The patch is being written.' : text}
        </pre>
        {patch !== null && (
          <p className="secondary">
            SHA-256 <Hash sha256={form === 'python' ? patch.pythonSha256 : patch.shellSha256} />
          </p>
        )}
        {problem !== null && <ProblemNotice problem={problem} />}
        <form
          className="why-mlflow-save"
          onSubmit={(event) => {
            event.preventDefault()
            if (folder.trim() !== '') void offer(fileIn(folder.trim(), fileNames[form]))
          }}
        >
          <TextInput label={`Folder for ${fileNames[form]}, outside the evidence`} spellCheck={false} value={folder} onChange={(event) => setFolder(event.currentTarget.value)} />
          <Button type="submit" variant="default" aria-disabled={patch === null || folder.trim() === ''}>
            Save the patch
          </Button>
          <Button aria-disabled={patch === null} onClick={() => void offer(null)}>
            Copy the patch
          </Button>
        </form>
        <p className="secondary" role="status">
          {handed}
        </p>
      </div>
    </Modal>
  )
}
