import { IconAlertTriangle } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { ModelInspection } from '../../../src-main/contract/model.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { PanelPart, SidePanel } from '../../components/SidePanel.tsx'
import { formatHash } from '../../format/hash.ts'
import { formatBytes, formatCount, plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'
import { className, dangerousFirst, learnedWords, libraryWords, modelText, parameterText } from './model-words.ts'
import { useInspection } from './use-inspection.ts'

interface ModelPanelProps {
  folder: string
  path: string
  onClose: () => void
}

/** What a model file says about itself, read from its bytes. */
export function ModelPanel({ folder, path, onClose }: ModelPanelProps) {
  const model = useInspection(folder, path)
  return (
    <SidePanel title={<bdi>{visibleText(path)}</bdi>} size={600} onClose={onClose}>
      <p className="secondary">Read as bytes. Nothing in the file was loaded, imported or called.</p>
      {model.status === 'loading' && <p role="status">Reading the file.</p>}
      {model.status === 'failed' && <ProblemNotice problem={model.problem} />}
      {model.status === 'ready' && <Inspection model={model.value} />}
    </SidePanel>
  )
}

function countText(count: number | null): string {
  return count === null ? 'not stated' : formatCount(count)
}

function Inspection({ model }: { model: ModelInspection }) {
  const { callables, classes, classWeighting, entries, featureNames, learnedContent, problems, steps, thresholds } = model
  const dangerous = callables.filter((callable) => callable.dangerous).length
  return (
    <>
      {problems.map((problem) => (
        <ProblemNotice key={`${problem.kind} ${problem.message}`} problem={{ ...problem, path: null, message: visibleText(problem.message) }} />
      ))}
      <dl className="facts">
        <dt>Format</dt>
        <dd>
          {modelText(model.format)}
          {model.formatVersion !== null && `, ${modelText(model.formatVersion)}`}, {formatBytes(model.bytes)}
        </dd>
        <dt>Library</dt>
        <dd>{libraryWords(model)}</dd>
        <dt>Class</dt>
        <dd className="mono">{className(model)}</dd>
        <dt>Features</dt>
        <dd>{countText(model.features)}</dd>
        <dt>Labels</dt>
        <dd>{classes.length === 0 ? 'not stated' : classes.map(parameterText).join(', ')}</dd>
        <dt>Trees</dt>
        <dd>{countText(model.trees)}</dd>
        <dt>Objective</dt>
        <dd>{model.objective === null ? 'not stated' : modelText(model.objective)}</dd>
        <dt>Class weighting</dt>
        <dd>
          {classWeighting.length === 0
            ? 'none stated'
            : classWeighting.map(({ name, value }) => `${modelText(name)} = ${parameterText(value)}`).join(', ')}
        </dd>
        <dt>SHA-256</dt>
        <dd className="hash-whole">{formatHash(model.sha256)}</dd>
      </dl>
      <PanelPart title="Learned content">
        {learnedContent === null ? (
          <p className="missing">No hash could be taken of what this file has learned.</p>
        ) : (
          <>
            <p className="hash-whole">{formatHash(learnedContent.sha256)}</p>
            <p className="secondary">{learnedWords(learnedContent.kind)}</p>
          </>
        )}
      </PanelPart>
      <PanelPart title="Thresholds in the file">
        <Rows
          none="none: no number in it is named like a decision threshold"
          head={['Name', 'Value']}
          rows={thresholds.map(({ name, printed }) => [name === '' ? 'the file itself' : modelText(name), modelText(printed)])}
        />
      </PanelPart>
      <PanelPart title={dangerous === 0 ? 'What loading it in Python would call' : `What loading it in Python would call: ${plural(dangerous, 'dangerous name')}`}>
        <Rows
          none="nothing"
          head={['Name', 'Calls', 'Can it do harm?']}
          rows={dangerousFirst(callables).map((callable) => [
            modelText(callable.name),
            callable.calls === 0 ? 'only imported' : formatCount(callable.calls),
            callable.dangerous ? (
              <strong className="danger">
                <IconAlertTriangle size={13} stroke={1.8} aria-hidden className="icon" /> dangerous
              </strong>
            ) : (
              'not known to'
            ),
          ])}
        />
      </PanelPart>
      <PanelPart title="Hyper-parameters">
        <Rows none="none stated" head={['Name', 'Value']} rows={Object.entries(model.parameters).map(([name, value]) => [modelText(name), parameterText(value)])} />
      </PanelPart>
      {steps.length > 0 && (
        <PanelPart title="Steps">
          <Rows
            none="none"
            head={['Place', 'Class', 'Features']}
            rows={steps.map((step) => [step.path === '' ? 'the model' : modelText(step.path), className(step), countText(step.features)])}
          />
        </PanelPart>
      )}
      {entries.length > 0 && (
        <PanelPart title="Entries of the file">
          <Rows none="none" head={['Name', 'Holds']} rows={entries.map(({ name, holds }) => [modelText(name), modelText(holds)])} />
        </PanelPart>
      )}
      <PanelPart title="Names of the features">
        <Rows none="not stated" head={['#', 'Name']} rows={featureNames.map((name, index) => [formatCount(index + 1), modelText(name)])} />
      </PanelPart>
    </>
  )
}

/** Rows that are shown before a person asks for all. */
const rowsShown = 40
/** Rows that are ever shown: a hostile file can hold millions. */
const mostRows = 2000

function Rows({ head, rows, none }: { head: readonly string[]; rows: readonly (readonly ReactNode[])[]; none: string }) {
  const [all, setAll] = useState(false)
  if (rows.length === 0) return <p className="missing">{none}</p>
  const listed = rows.slice(0, all ? mostRows : rowsShown)
  return (
    <>
      <table className="data-table" data-columns={head[0] === '#' ? 'counted' : head.length}>
        <thead>
          <tr>
            {head.map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {listed.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} className={column === 0 ? 'mono' : undefined}>
                  <bdi>{cell}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > listed.length &&
        (all ? (
          <p className="secondary">
            The first {formatCount(mostRows)} of {formatCount(rows.length)}. The command <span className="mono">inspect</span> lists all with{' '}
            <span className="mono">--json</span>.
          </p>
        ) : (
          <button className="link" onClick={() => setAll(true)}>
            {formatCount(rows.length - listed.length)} more
          </button>
        ))}
    </>
  )
}
