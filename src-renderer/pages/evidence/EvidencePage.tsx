import { Button } from '@mantine/core'
import { IconFolder } from '@tabler/icons-react'
import { useState } from 'react'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { useOpenFolder } from '../../app/use-evidence.ts'
import { useNotice } from '../../components/Notice.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { saveTextFile } from '../../components/save-file.ts'
import './evidence.css'
import { evidenceAnswer, problemsOf } from './evidence-answer.ts'
import { EvidenceList } from './EvidenceList.tsx'
import { evidenceRows, type EvidenceRow } from './evidence-rows.ts'
import { fileListCsv } from './file-list.ts'
import { FolderCard } from './FolderCard.tsx'
import { ModelPanel } from './ModelPanel.tsx'
import { ProblemsCard } from './ProblemsCard.tsx'
import { ReadingCard } from './ReadingCard.tsx'
import { StorePanel } from './StorePanel.tsx'
import { TablePanel } from './TablePanel.tsx'

const question = 'What evidence is there?'

/** What was found in the folder, and how it is read. */
export function EvidencePage() {
  const { state, dispatch } = useCase()
  const openFolder = useOpenFolder()
  const tell = useNotice()
  const { folder } = state
  const [opened, setOpened] = useState<Pick<EvidenceRow, 'group' | 'path'> | null>(null)
  const scan = shown(state.scan)
  const another = (
    <Button
      variant="default"
      leftSection={<IconFolder size={14} stroke={1.7} aria-hidden />}
      onClick={() => dispatch({ type: 'folder-closed' })}
    >
      Open another folder
    </Button>
  )

  if (state.scan.status === 'failed') {
    return (
      <>
        <PageHeader question={question} decisive={state.scan.problem.kind === 'stopped' ? 'The folder is not read yet.' : 'The folder could not be read.'} actions={another} />
        <div className="card">
          <ProblemNotice problem={state.scan.problem}>
            <Button variant="default" disabled={folder === null} onClick={() => folder !== null && openFolder(folder)}>
              Read it again
            </Button>
          </ProblemNotice>
        </div>
      </>
    )
  }
  if (scan === null) {
    return (
      <>
        <PageHeader
          question={question}
          decisive="Reading the folder."
          rest="Every file is hashed; nothing in the folder is changed."
          actions={another}
        />
        <div className="evidence-page" aria-busy>
          <div className="card" />
          <div className="evidence-side">
            <div className="card" />
          </div>
        </div>
      </>
    )
  }
  const rows = evidenceRows(scan, state)
  const answer = evidenceAnswer(scan, shown(state.comparison)?.verdict.kind === 'same')
  const exportList = () => {
    saveTextFile('evidence-files.csv', fileListCsv(scan, rows), 'text/csv')
    tell('Exported the file list to evidence-files.csv in your downloads')
  }
  const openedStore = opened?.group === 'stores' ? scan.stores.find(({ path }) => path === opened.path) : undefined
  return (
    <>
      <PageHeader
        question={question}
        decisive={answer.decisive}
        rest={answer.rest}
        actions={
          <>
            {another}
            <Button variant="default" onClick={exportList}>
              Export file list
            </Button>
          </>
        }
      />
      <div className="evidence-page">
        <EvidenceList scan={scan} rows={rows} readingPath={state.reading?.reading.path ?? null} onOpen={setOpened} />
        <div className="evidence-side">
          <ProblemsCard problems={problemsOf(scan)} />
          <ReadingCard scan={scan} />
          {folder !== null && <FolderCard key={folder} folder={folder} scan={scan} scannedAt={state.scannedAt} />}
        </div>
      </div>
      {openedStore !== undefined && <StorePanel key={openedStore.path} store={openedStore} onClose={() => setOpened(null)} />}
      {folder !== null && opened?.group === 'models' && (
        <ModelPanel key={opened.path} folder={folder} path={opened.path} onClose={() => setOpened(null)} />
      )}
      {folder !== null && opened?.group === 'tables' && (
        <TablePanel key={opened.path} folder={folder} path={opened.path} scan={scan} onClose={() => setOpened(null)} />
      )}
    </>
  )
}
