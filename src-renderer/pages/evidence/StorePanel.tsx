import { useState } from 'react'
import type { RegisteredModel, ScannedStore } from '../../../src-main/contract/scan.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { PanelPart, SidePanel } from '../../components/SidePanel.tsx'
import { formatHash, shortenMiddle } from '../../format/hash.ts'
import { formatCount, plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'
import { registryRows, registryWords, type RegistryRow } from './registry-rows.ts'
import './store-panel.css'

interface StorePanelProps {
  store: ScannedStore
  onClose: () => void
}

/** What a tracking store holds, and its registered models with their versions. */
export function StorePanel({ store, onClose }: StorePanelProps) {
  const { kind, path, schemaRevision, experiments, runs, problems, sha256, registry = [] } = store
  return (
    <SidePanel title={<bdi>{visibleText(path)}</bdi>} size={760} onClose={onClose}>
      <p className="secondary">
        {kind === 'sqlite' ? 'Read from a private copy; the database itself was not opened.' : 'Its small files were read; nothing in it was changed.'}
      </p>
      {problems.map((problem) => (
        <ProblemNotice key={`${problem.kind} ${problem.path ?? ''} ${problem.message}`} problem={problem} />
      ))}
      <dl className="facts">
        <dt>Kind</dt>
        <dd>{kind === 'sqlite' ? `MLflow database, schema revision ${schemaRevision ?? 'not stated'}` : 'MLflow file store'}</dd>
        <dt>Experiments</dt>
        <dd>{lifecycleWords(experiments)}</dd>
        <dt>Runs</dt>
        <dd>{lifecycleWords(runs)}</dd>
        <dt>Registry</dt>
        <dd>{registryWords(store)}</dd>
        <dt>SHA-256</dt>
        <dd className="hash-whole">{formatHash(sha256)}</dd>
      </dl>
      <PanelPart title="Registered models">
        <Registry models={registry} />
      </PanelPart>
    </SidePanel>
  )
}

function lifecycleWords({ active, deleted }: { active: number; deleted: number }): string {
  return `${formatCount(active)} active, ${formatCount(deleted)} deleted`
}

/** Versions that are shown before a person asks for all. */
const rowsShown = 60

function Registry({ models }: { models: readonly RegisteredModel[] }) {
  const [all, setAll] = useState(false)
  const rows = registryRows(models)
  if (rows.length === 0) return <p className="missing">none</p>
  const listed = all ? rows : rows.slice(0, rowsShown)
  return (
    <>
      <table className="data-table registry-table" aria-label="Registered models and their versions">
        <thead>
          <tr>
            {['Model', 'Version', 'Stage', 'Aliases', 'Source run'].map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {listed.map((row) => (
            <VersionRow key={`${row.model} ${row.version ?? ''}`} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length > listed.length && (
        <button className="link" onClick={() => setAll(true)}>
          {plural(rows.length - listed.length, 'more version', 'more versions')}
        </button>
      )}
    </>
  )
}

function VersionRow({ row: { model, version, stage, aliases, run, source } }: { row: RegistryRow }) {
  const none = (words: string) => <span className="missing">{words}</span>
  return (
    <tr>
      <td>
        <bdi>{visibleText(model)}</bdi>
      </td>
      <td>{version ?? none('no version')}</td>
      <td>{stage ?? none('none')}</td>
      <td>{aliases.length === 0 ? none('none') : aliases.map(visibleText).join(', ')}</td>
      <td title={source ?? undefined}>
        {run === null ? (
          none(source === null ? 'not stated' : 'no run of this store')
        ) : (
          <>
            <bdi>{run.name === null || run.name === '' ? 'run' : visibleText(run.name)}</bdi>{' '}
            <span className="mono missing" title={run.id}>
              {shortenMiddle(run.id)}
            </span>
            {run.name === null && <span className="missing">, not in this store</span>}
          </>
        )}
      </td>
    </tr>
  )
}
