import { NativeSelect } from '@mantine/core'
import type { ScoreQuality } from '../../../src-main/contract/score-quality.ts'
import { readingOf } from '../../app/assumptions.ts'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { formatFixed } from '../../format/number.ts'

/** Whether the scores lie as they did in an earlier table. */
export function StabilityCard({ quality: { stability, reading, derivations } }: { quality: ScoreQuality }) {
  const { state, dispatch } = useCase()
  const tables = (shown(state.scan)?.predictions ?? []).flatMap((table) =>
    table.path === reading.path ? [] : table.candidates.map((candidate) => readingOf(table, candidate)),
  )
  return (
    <Card title="Have the scores moved?" className="quality-stability">
      {tables.length === 0 ? (
        <p className="missing">Not computed: the folder holds no second table with labels and scores to compare with.</p>
      ) : (
        <NativeSelect
          size="xs"
          label="Earlier table"
          value={state.reference === null ? '' : JSON.stringify(state.reference)}
          data={[{ value: '', label: 'None chosen' }, ...tables.map((table) => ({ value: JSON.stringify(table), label: `${table.path}, ${table.score}` }))]}
          onChange={({ currentTarget: { value } }) =>
            dispatch({ type: 'reference-chosen', reference: tables.find((table) => JSON.stringify(table) === value) ?? null })
          }
        />
      )}
      {stability !== null && (
        <p>
          <NumberTarget derivation={derivations['stability']}>
            PSI {formatFixed(stability.psi, 4)}; by chance {formatFixed(stability.expectedNoise, 4)} on average, up to{' '}
            {formatFixed(stability.noise95, 4)} (95&#8239;%). {stability.sentence}
          </NumberTarget>
        </p>
      )}
    </Card>
  )
}
