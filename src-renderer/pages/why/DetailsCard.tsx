import type { Explanation, ExplanationResult } from '../../../src-main/contract/explanation.ts'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { derivationOf } from './derivation-of.ts'
import { DerivedText } from './DerivedText.tsx'
import { shortDigits } from './explanation-chart.ts'
import { parameterWords } from './parameter-words.ts'

interface DetailsCardProps {
  explanation: Explanation
  /** Others that fall together with it; empty where it is alone. */
  others: readonly Explanation[]
  result: ExplanationResult
}

const heads = { reproduces: 'What backs', refuted: 'What refutes', 'cannot-tell': 'What is missing for' } as const

/** One explanation in full: its parameters, the searches tried, what is stated for it, how surprising the match is. */
export function DetailsCard({ explanation, others, result }: DetailsCardProps) {
  const { verdict, title, threshold, corroboration, chance, favoured, variants } = explanation
  const derivation = derivationOf(explanation, result)
  return (
    <Card title={`${heads[verdict]} “${title}”`} className="why-details">
      <div className="scroll" tabIndex={0} role="region" aria-label={`Details of ${title}`}>
        <DerivedText derivation={derivation}>{explanation.because}</DerivedText>
        <dl className="facts">
          <dt>Leads to</dt>
          <dd>
            <NumberTarget derivation={derivation}>{threshold === null ? 'no threshold' : shortDigits(threshold)}</NumberTarget>
          </dd>
          {parameterWords(explanation).map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
        {corroboration.length > 0 && (
          <ul className="why-corroboration" aria-label="Places that speak for it">
            {corroboration.map(({ path, line, text }) => (
              <li key={`${path} ${line} ${text}`}>
                <span className="mono place">{line === null ? path : `${path}:${line}`}</span>
                <code>{text}</code>
              </li>
            ))}
          </ul>
        )}
        {favoured !== null && <p>{favoured}</p>}
        {chance !== null && <DerivedText derivation={result.derivations['chance']}>{chance.sentence}</DerivedText>}
        {others.length > 0 && (
          <ul className="why-others">
            {others.map((other) => (
              <li key={other.id}>
                {other.title}: {shortDigits(other.threshold)}
              </li>
            ))}
          </ul>
        )}
        {variants.length > 1 && (
          <table className="data-table">
            <caption className="visually-hidden">Searches that were tried</caption>
            <thead>
              <tr>
                <th scope="col">Searched over</th>
                <th scope="col">Flags</th>
                <th scope="col">Best at</th>
                <th scope="col">Hit</th>
              </tr>
            </thead>
            <tbody>
              {variants.map((variant) => (
                <tr key={`${variant.candidates} ${variant.operator}`}>
                  <td>{variant.candidates}</td>
                  <td className="mono">{variant.operator.replace('>=', '≥').replace('<=', '≤')}</td>
                  <td>{shortDigits(variant.threshold)}</td>
                  <td>{variant.reproduces ? '✓ yes' : <span className="missing">no</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Card>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
