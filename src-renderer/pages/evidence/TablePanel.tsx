import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { FingerprintComparison, TableFingerprint } from '../../../src-main/contract/fingerprint.ts'
import type { Scan } from '../../../src-main/contract/scan.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { PanelPart, SidePanel } from '../../components/SidePanel.tsx'
import { formatHash } from '../../format/hash.ts'
import { formatCount, plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'
import { Malformed } from './Malformed.tsx'
import { formWords } from './reading-words.ts'
import { useFingerprint } from './use-fingerprint.ts'

interface TablePanelProps {
  folder: string
  path: string
  scan: Scan
  onClose: () => void
}

/** A table's columns, and on demand the fingerprint of its content beside the digests that MLflow recorded. */
export function TablePanel({ folder, path, scan, onClose }: TablePanelProps) {
  const { fingerprint, comparison, compute, compare, stop } = useFingerprint(folder, path)
  const [other, setOther] = useState<string | null>(null)
  const table = scan.predictions.find((entry) => entry.path === path)
  const others = scan.predictions.filter((entry) => entry.path !== path)
  const busy = fingerprint.status === 'loading' || comparison.status === 'loading'
  return (
    <SidePanel title={<bdi>{visibleText(path)}</bdi>} size={600} onClose={onClose}>
      {table !== undefined && (
        <p className="secondary">
          {plural(table.rows, 'row')}, {plural(table.columns.length, 'column')}
          {table.form === undefined ? '' : `; ${formWords(table.form)}`}
        </p>
      )}
      {table?.malformed !== undefined && <Malformed malformed={table.malformed} rows={table.rows} />}
      <PanelPart title="Fingerprint of the content">
        <p className="secondary">
          Countersign reads every row and every column, so that any change to any value changes the fingerprint. The format of the
          file plays no part: the same table as CSV and as Parquet has one fingerprint.
        </p>
        {fingerprint.status !== 'ready' && (
          <div className="panel-action">
            <Button variant="default" size="xs" disabled={busy} onClick={compute}>
              Compute the fingerprint
            </Button>
            {fingerprint.status === 'loading' && <Reading words="Reading every row." onStop={stop} />}
          </div>
        )}
        {fingerprint.status === 'failed' && <ProblemNotice problem={fingerprint.problem} />}
        {fingerprint.status === 'ready' && <Fingerprint fingerprint={fingerprint.value} />}
      </PanelPart>
      <PanelPart title="Is another table the same?">
        {others.length === 0 ? (
          <p className="missing">The folder holds no other table.</p>
        ) : (
          <div className="panel-action">
            <Select
              aria-label="The table to compare with"
              placeholder="Choose a table"
              comboboxProps={{ transitionProps: { duration: 0 } }}
              data={others.map((entry) => ({ value: entry.path, label: `${visibleText(entry.path)} (${plural(entry.rows, 'row')})` }))}
              value={other}
              onChange={setOther}
              w={360}
            />
            <Button variant="default" disabled={other === null || busy} onClick={() => other !== null && compare(other)}>
              Compare
            </Button>
          </div>
        )}
        {comparison.status === 'loading' && <Reading words="Reading every row of both." onStop={stop} />}
        {comparison.status === 'failed' && <ProblemNotice problem={comparison.problem} />}
        {comparison.status === 'ready' && <Outcome comparison={comparison.value} />}
      </PanelPart>
      {fingerprint.status === 'ready' && <Digests fingerprint={fingerprint.value} />}
    </SidePanel>
  )
}

function Reading({ words, onStop }: { words: string; onStop: () => void }) {
  return (
    <span role="status">
      {words}{' '}
      <button className="link" onClick={onStop}>
        Stop
      </button>
    </span>
  )
}

function Fingerprint({ fingerprint }: { fingerprint: TableFingerprint }) {
  return (
    <dl className="facts">
      <dt>With the order of rows and columns</dt>
      <dd className="hash-whole">{formatHash(fingerprint.ordered)}</dd>
      <dt>Whatever the order</dt>
      <dd className="hash-whole">{formatHash(fingerprint.unordered)}</dd>
      <dt>Covers</dt>
      <dd>
        {plural(fingerprint.rows, 'row')}, {plural(fingerprint.columns.length, 'column')}: {fingerprint.columns.map(({ name, type }) => `${visibleText(name)} (${type})`).join(', ')}
      </dd>
      <dt>Canonical form</dt>
      <dd>version {formatCount(fingerprint.version)}</dd>
    </dl>
  )
}

const verdicts: Readonly<Record<FingerprintComparison['verdict'], string>> = {
  same: 'The same table.',
  reordered: 'The same rows in another order.',
  different: 'Different tables.',
  incomparable: 'Cannot be told.',
}

function Outcome({ comparison }: { comparison: FingerprintComparison }) {
  const { one, other } = comparison
  return (
    <div role="status">
      <p>
        <strong>{verdicts[comparison.verdict]}</strong> {visibleText(comparison.because)}
      </p>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Whatever the order</th>
            <th scope="col">Table</th>
          </tr>
        </thead>
        <tbody>
          {[one, other].map(({ path, unordered }) => (
            <tr key={path}>
              <td className="hash-whole">{formatHash(unordered)}</td>
              <td>
                <bdi>{visibleText(path)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Digests({ fingerprint }: { fingerprint: TableFingerprint }) {
  const { mlflowDigests, whyMlflowDigestIsNoProof } = fingerprint
  return (
    <PanelPart title="Digests that MLflow recorded">
      {mlflowDigests.length === 0 ? (
        <p className="missing">No store of this folder records a digest of a dataset.</p>
      ) : (
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Digest</th>
              <th scope="col">Dataset</th>
              <th scope="col">Store</th>
            </tr>
          </thead>
          <tbody>
            {mlflowDigests.map(({ store, dataset, digest }) => (
              <tr key={`${store} ${dataset} ${digest}`}>
                <td className="mono">{visibleText(digest)}</td>
                <td>
                  <bdi>{visibleText(dataset)}</bdi>
                </td>
                <td className="mono">{visibleText(store)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="why-no-proof">Such a digest does not prove that this is the table:</p>
      <ul className="reasons secondary">
        {whyMlflowDigestIsNoProof.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </PanelPart>
  )
}
