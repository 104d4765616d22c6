import { Button } from '@mantine/core'
import { IconAlertTriangle, IconFolder, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { ComparisonOptions } from '../../../src-main/contract/comparison.ts'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { useShortcut } from '../../app/use-shortcut.ts'
import { useNotice } from '../../components/Notice.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { saveTextFile } from '../../components/save-file.ts'
import { plural, pluralInWords } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'
import { optionsWords } from './comparison-options.ts'
import { comparisonCsv } from './comparison-rows.ts'
import './comparison.css'
import './comparison-table.css'
import { ComparisonTable } from './ComparisonTable.tsx'
import { HistoryPanel } from './HistoryPanel.tsx'
import { countPlaces, countsWords } from './location-words.ts'
import { OptionsDialog } from './OptionsDialog.tsx'
import { PlacesDialog } from './PlacesDialog.tsx'
import { RunPicker } from './RunPicker.tsx'
import { shortExplanation } from './verdict-words.ts'
import { VerdictLadder } from './VerdictLadder.tsx'

const question = 'Are these the same model?'

/** Shown where the folder has nothing to compare: what would be here, and the next action. */
function NothingToCompare({ stores, runs }: { stores: number; runs: number }) {
  const { dispatch } = useCase()
  return (
    <>
      <PageHeader
        question={question}
        decisive={stores === 0 ? 'There are no runs to compare.' : 'There are fewer than two runs to compare.'}
        rest={
          stores === 0
            ? 'The folder holds no tracking store. A threshold can be recommended without one.'
            : `The folder has ${pluralInWords(stores, 'tracking store')} with ${pluralInWords(runs, 'run')}.`
        }
      />
      <div className="card empty-comparison">
        <h2>What would be here</h2>
        <p className="secondary">
          The recorded parameters, metrics, tags, datasets and artifacts of two to twenty MLflow runs side by side,
          differences first, and the evidence on whether the runs hold the same model.
        </p>
        <h2>What Countersign looks for</h2>
        <ul className="secondary">
          <li>
            a database such as <span className="mono">mlflow.db</span>, with its <span className="mono">-wal</span> file where
            there is one
          </li>
          <li>
            or a folder <span className="mono">mlruns/</span> with a <span className="mono">meta.yaml</span> for each experiment
            and run
          </li>
        </ul>
        <h2>What to do</h2>
        <p className="secondary">
          Ask whoever trained the model for the store, put it into the folder and read the folder again, or open the folder
          that holds it.
        </p>
        <div className="form-actions">
          <Button
            variant="default"
            leftSection={<IconFolder size={14} stroke={1.7} aria-hidden />}
            onClick={() => dispatch({ type: 'folder-closed' })}
          >
            Open another folder
          </Button>
          <Button variant="default" onClick={() => dispatch({ type: 'page-opened', page: 'threshold' })}>
            Go on to the threshold
          </Button>
        </div>
      </div>
    </>
  )
}

/** Runs side by side, and the verdict on whether they hold the same model. */
export function ComparisonPage() {
  const { state, dispatch } = useCase()
  const tell = useNotice()
  const [choosing, setChoosing] = useState(false)
  const [dialog, setDialog] = useState<'options' | 'places' | null>(null)
  const [metric, setMetric] = useState<string | null>(null)
  const scan = shown(state.scan)
  const start = shown(state.runs)
  const total = start?.total ?? null
  const comparison = shown(state.comparison)
  const recording = useMemo(
    () => new Set(scan?.thresholds.flatMap((threshold) => (threshold.run === null ? [] : [threshold.run.id]))),
    [scan],
  )
  const showDerivation = () => {
    if (comparison !== null) dispatch({ type: 'derivation-opened', derivation: comparison.derivation })
  }
  useShortcut('d', showDerivation)

  const picker = choosing && state.folder !== null && (
    <RunPicker
      folder={state.folder}
      severalStores={(scan?.stores.filter(({ runs }) => runs.active + runs.deleted > 0).length ?? 0) > 1}
      chosen={state.chosenRuns}
      recording={recording}
      onClose={() => setChoosing(false)}
      onChoose={(ids) => {
        setChoosing(false)
        dispatch({ type: 'runs-chosen', runs: ids })
      }}
    />
  )
  const choose = (
    <Button
      variant="default"
      leftSection={<IconSearch size={14} stroke={1.7} aria-hidden />}
      disabled={total === null}
      onClick={() => setChoosing(true)}
    >
      Choose runs
    </Button>
  )

  if (state.scan.status === 'failed' || state.runs.status === 'failed') {
    const problem = state.runs.status === 'failed' ? state.runs.problem : state.scan.status === 'failed' ? state.scan.problem : null
    return (
      <>
        <PageHeader question={question} decisive="The runs could not be read." rest="The rest of the case stays usable." />
        <div className="card">{problem !== null && <ProblemNotice problem={problem} />}</div>
      </>
    )
  }
  if (scan !== null && total !== null && total < 2) {
    return <NothingToCompare stores={scan.stores.length} runs={total} />
  }
  if (state.comparison.status === 'failed') {
    return (
      <>
        <PageHeader question={question} decisive="These runs could not be compared." actions={choose} />
        <div className="card">
          <ProblemNotice problem={state.comparison.problem} />
        </div>
        {picker}
      </>
    )
  }
  if (comparison === null) {
    const waiting = total === null || state.comparison.status === 'loading'
    return (
      <>
        <PageHeader
          question={question}
          decisive={waiting ? 'Reading the runs.' : 'No runs are chosen.'}
          rest={waiting ? '' : `Choose two to twenty of the ${plural(total, 'run')}.`}
          actions={choose}
        />
        <div className="comparison-page" aria-busy={waiting}>
          <div className="card" />
          <div className="card" />
        </div>
        {picker}
      </>
    )
  }
  const { comparisonOptions: options, folder } = state
  const ask = (change: ComparisonOptions) => dispatch({ type: 'comparison-asked', options: change })
  const { places = [], warnings = [] } = comparison
  const exportTable = () => {
    saveTextFile('comparison.csv', comparisonCsv(comparison), 'text/csv')
    tell('Exported the table to comparison.csv in your downloads')
  }
  return (
    <>
      <PageHeader
        question={question}
        decisive={comparison.verdict.headline}
        rest={shortExplanation(comparison.verdict.explanation)}
        actions={
          <>
            {choose}
            <Button variant="default" onClick={exportTable}>
              Export table
            </Button>
            <Button variant="default" onClick={showDerivation}>
              How was this judged?
            </Button>
          </>
        }
      />
      {comparison.problems.length > 0 && (
        <details className="card comparison-problems">
          <summary>{plural(comparison.problems.length, 'problem')} while comparing; everything else is shown</summary>
          {comparison.problems.map((problem) => (
            <ProblemNotice key={`${problem.path ?? ''} ${problem.message}`} problem={problem} />
          ))}
        </details>
      )}
      <div className="comparison-how">
        <span>
          {optionsWords(options, comparison)}{' '}
          <button className="link" onClick={() => setDialog('options')}>
            Change
          </button>
        </span>
        <span>
          Artifact locations: {countsWords(countPlaces(places))}{' '}
          <button className="link" onClick={() => setDialog('places')}>
            Where they are
          </button>
        </span>
      </div>
      {warnings.length > 0 && (
        <div className="comparison-warnings" role="status">
          <IconAlertTriangle size={15} stroke={1.8} aria-hidden className="icon" />
          <ul>
            {warnings.map(({ kind, message, source }) => (
              <li key={`${kind} ${message} ${source}`}>
                <strong>{visibleText(message)}</strong> <span className="secondary">{visibleText(source)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="comparison-page" aria-busy={state.comparison.status === 'loading'}>
        <VerdictLadder verdict={comparison.verdict} onOpen={(derivation) => dispatch({ type: 'derivation-opened', derivation })} />
        <ComparisonTable
          comparison={comparison}
          options={options}
          equalHidden={state.differencesOnly}
          onEqualHidden={(hidden) => dispatch({ type: 'equal-rows-hidden', hidden })}
          onBaseline={(baseline) => ask({ ...options, baseline })}
          onMetric={setMetric}
        />
      </div>
      {picker}
      {dialog === 'options' && (
        <OptionsDialog comparison={comparison} options={options} onChoose={ask} onClose={() => setDialog(null)} />
      )}
      {dialog === 'places' && folder !== null && (
        <PlacesDialog
          folder={folder}
          comparison={comparison}
          rules={options.artifactRules}
          onChoose={(artifactRules) => ask({ ...options, artifactRules })}
          onClose={() => setDialog(null)}
        />
      )}
      {metric !== null && folder !== null && (
        <HistoryPanel key={metric} folder={folder} comparison={comparison} metric={metric} onClose={() => setMetric(null)} />
      )}
    </>
  )
}
