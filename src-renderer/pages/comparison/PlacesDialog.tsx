import { Button, Modal, Switch, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { ArtifactRuleChoice, ArtifactRulesPreview } from '../../../src-main/contract/artifact-rules.ts'
import type { ArtifactPlaceRow, Comparison } from '../../../src-main/contract/comparison.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { VirtualRows } from '../../components/VirtualRows.tsx'
import { formatCount } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'
import { runLetter } from './comparison-rows.ts'
import { LocationState } from './LocationState.tsx'
import { countPlaces, countsWords, locationStates, stateMeaning, type LocationState as State } from './location-words.ts'
import { noChange, useArtifactRules } from './use-artifact-rules.ts'

const mostCustom = 20

interface PlacesDialogProps {
  folder: string
  comparison: Comparison
  rules: ArtifactRuleChoice | undefined
  onChoose: (rules: ArtifactRuleChoice) => void
  onClose: () => void
}

/** Where the recorded artifacts of the runs are, by which rules, and what other rules would make of them. */
export function PlacesDialog({ folder, comparison, rules = noChange, onChoose, onClose }: PlacesDialogProps) {
  const [draft, setDraft] = useState(rules)
  const { builtIn, preview, ask } = useArtifactRules(folder, rules)
  const { runs, places = [] } = comparison
  const change = (next: ArtifactRuleChoice) => {
    setDraft(next)
    // A rule that isn't typed yet changes nothing.
    ask({ ...next, custom: next.custom.filter(({ pattern }) => pattern !== '') })
  }
  const changeCustom = (index: number, part: Partial<ArtifactRuleChoice['custom'][number]>) =>
    change({ ...draft, custom: draft.custom.map((rule, at) => (at === index ? { ...rule, ...part } : rule)) })
  const letterOf = (id: string) => runLetter(runs.findIndex((run) => run.id === id))
  return (
    <Modal opened onClose={onClose} title="Where are the artifacts?" size={1080}>
      <div className="places">
        <section aria-label="Locations of these runs">
          <h3>These runs: {countsWords(countPlaces(places))}</h3>
          {places.some(({ state }) => state === 'elsewhere') && (
            <p className="secondary">Each location that is found elsewhere is noted with the case, with the rules that led there.</p>
          )}
          <Locations
            label="Locations of these runs, scrolls"
            rows={places.map((place) => placeRow(place, `${letterOf(place.run)}${place.model === null ? '' : `, model ${place.model}`}`))}
          />
        </section>
        <section aria-label="Rules">
          <h3>Rules that turn a recorded location into a path of this folder</h3>
          <ul className="rule-list">
            {builtIn.map(({ id, words, pattern, replacement }) => (
              <li key={id}>
                <Switch
                  size="xs"
                  label={words}
                  description={`“${pattern}” becomes “${replacement}”`}
                  checked={!draft.disabled.includes(id)}
                  onChange={(event) =>
                    change({
                      ...draft,
                      disabled: event.currentTarget.checked ? draft.disabled.filter((other) => other !== id) : [...draft.disabled, id],
                    })
                  }
                />
              </li>
            ))}
            {draft.custom.map((rule, index) => (
              <li key={index} className="custom-rule">
                <TextInput
                  aria-label={`Rule ${index + 1}: a location that begins with`}
                  placeholder="begins with, such as s3://bucket/mlflow/"
                  maxLength={500}
                  value={rule.pattern}
                  onChange={(event) => changeCustom(index, { pattern: event.currentTarget.value })}
                />
                <TextInput
                  aria-label={`Rule ${index + 1}: begins with this instead`}
                  placeholder="begins with this instead, such as mlruns/"
                  maxLength={500}
                  value={rule.replacement}
                  onChange={(event) => changeCustom(index, { replacement: event.currentTarget.value })}
                />
                <Button size="xs" variant="default" onClick={() => change({ ...draft, custom: draft.custom.filter((_, at) => at !== index) })}>
                  Remove rule
                </Button>
              </li>
            ))}
          </ul>
          <Button
            size="xs"
            variant="default"
            disabled={draft.custom.length >= mostCustom}
            onClick={() => setDraft({ ...draft, custom: [...draft.custom, { pattern: '', replacement: '' }] })}
          >
            Add a rule
          </Button>
        </section>
        <section aria-label="What these rules would do" aria-busy={preview.status === 'loading'}>
          {preview.status === 'loading' && <p role="status">Trying the rules on every location of the folder.</p>}
          {preview.status === 'failed' && <ProblemNotice problem={preview.problem} />}
          {preview.status === 'ready' && <Preview preview={preview.value} />}
        </section>
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button
            disabled={preview.status !== 'ready' || JSON.stringify(draft) === JSON.stringify(rules)}
            onClick={() => {
              onChoose({ ...draft, custom: draft.custom.filter(({ pattern }) => pattern !== '') })
              onClose()
            }}
          >
            Use these rules
          </Button>
        </div>
      </div>
    </Modal>
  )
}

function Preview({ preview }: { preview: ArtifactRulesPreview }) {
  const all = locationStates.reduce((sum, state) => sum + preview.counts[state], 0)
  const listed = preview.locations.length
  return (
    <>
      <h3 role="status">The whole folder by these rules: {countsWords(preview.counts)}</h3>
      <Locations
        label="Locations of the folder, scrolls"
        rows={preview.locations.map(({ ownerKind, owner, name, recorded, state, resolved, rules, why }) => ({
          key: `${ownerKind} ${owner} ${recorded}`,
          owner: `${ownerKind === 'run' ? 'run' : 'model'} ${name === '' ? owner : name}`,
          recorded,
          state,
          resolved: resolved ?? why,
          rules: rules.join(', '),
        }))}
      />
      {listed < all && (
        <p className="secondary">
          {formatCount(listed)} of {formatCount(all)} locations are listed: some of each experiment, what is not present first.
        </p>
      )}
    </>
  )
}

interface LocationRow {
  key: string
  owner: string
  recorded: string
  state: State
  resolved: string
  rules: string
}

function placeRow(place: ArtifactPlaceRow, owner: string): LocationRow {
  const { run, model, store, recorded, state, resolved, rules } = place
  return { key: `${run} ${model ?? ''} ${store} ${recorded}`, owner, recorded, state, resolved: resolved ?? stateMeaning[state], rules }
}

function Locations({ label, rows }: { label: string; rows: readonly LocationRow[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  if (rows.length === 0) return <p className="missing">none</p>
  return (
    <div className="scroll" ref={scroller} tabIndex={0} role="group" aria-label={label}>
      <table className="data-table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col" className="owner">
              Of
            </th>
            <th scope="col">Recorded</th>
            <th scope="col" className="location-state">
              State
            </th>
            <th scope="col">In this folder</th>
            <th scope="col" className="location-rules">
              Rules
            </th>
          </tr>
        </thead>
        <tbody>
          <VirtualRows
            count={rows.length}
            columns={5}
            estimate={42}
            scroller={scroller}
            row={(index) => {
              const row = rows[index]
              if (row === undefined) return null
              return (
                <tr key={`${row.key} ${index}`}>
                  <td>
                    <bdi>{visibleText(row.owner)}</bdi>
                  </td>
                  <td className="mono">{visibleText(row.recorded)}</td>
                  <td>
                    <LocationState state={row.state} />
                  </td>
                  <td className={row.state === 'present' || row.state === 'elsewhere' ? 'mono' : 'missing'}>{visibleText(row.resolved)}</td>
                  <td>{visibleText(row.rules === '' ? 'none' : row.rules)}</td>
                </tr>
              )
            }}
          />
        </tbody>
      </table>
    </div>
  )
}
