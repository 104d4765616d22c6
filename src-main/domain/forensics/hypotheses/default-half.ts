import type { Finding } from '../finding.ts'
import { holds } from '../recorded.ts'
import type { Inquiry } from '../inquiry.ts'
import { theInterval } from '../words.ts'

/** The default of most libraries: 0.5. */
export function defaultHalfFinding({ recorded }: Inquiry): Finding {
  const exact = recorded.value === 0.5 && recorded.digits !== null
  const inside = exact || holds(recorded, 0.5)
  return {
    id: 'default-half',
    kind: 'default-half',
    title: 'The default of 0.5',
    parameters: {},
    threshold: 0.5,
    verdict: inside ? 'reproduces' : 'refuted',
    because: exact
      ? 'The recorded value is 0.5, the default of most libraries; nothing need have been optimised.'
      : inside
        ? `0.5, the default of most libraries, lies in ${theInterval(recorded)}.`
        : `0.5, the default of most libraries, lies outside ${theInterval(recorded)}.`,
    variant: null,
    variants: [],
    curve: null,
    parameterShare: null,
    reachable: [0.5],
    onHull: false,
    simplicity: 0,
    corroboration: [],
  }
}
