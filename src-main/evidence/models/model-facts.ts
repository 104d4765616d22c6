import type { ModelInspection } from '../../contract/model.ts'
import type { Problem } from '../../contract/problem.ts'

/** What a reader of one format found in a model; the file's own facts are added by `inspectModel`. */
export type ModelFacts = Omit<ModelInspection, 'path' | 'bytes' | 'sha256'>

/** Facts of a model of which only the format is known. */
export function factsOf(format: string, known: Partial<ModelFacts> = {}): ModelFacts {
  return {
    format,
    formatVersion: null,
    className: null,
    module: null,
    library: null,
    libraryVersion: null,
    features: null,
    featureNames: [],
    classes: [],
    parameters: {},
    steps: [],
    trees: null,
    objective: null,
    classWeighting: [],
    thresholds: [],
    callables: [],
    entries: [],
    learnedContent: null,
    problems: [],
    ...known,
  }
}

const weightingNames = new Set(['class_weight', 'scale_pos_weight', 'is_unbalance', 'auto_class_weights', 'class_weights'])
/** Values that leave every class its weight. */
const neutral: readonly unknown[] = [null, 1, '1', '1.0', '', false, 'false', '0', 0, 'None']

/** The hyper-parameters that weight the classes, where they aren't at a value that weights nothing. */
export function classWeightingIn(parameters: ModelFacts['parameters']): ModelFacts['classWeighting'] {
  return Object.entries(parameters)
    .filter(([name, value]) => weightingNames.has(name.slice(name.lastIndexOf('__') + 1).replace(/^_/, '')) && !neutral.includes(value))
    .map(([name, value]) => ({ name, value }))
}

export function corrupt(path: string, why: string): Problem {
  return {
    kind: 'file-corrupt',
    path,
    message: `The model can't be read to its end: ${why}.`,
    action: 'Compare its SHA-256 with the one where it was made, or copy it again.',
  }
}

export function tooLarge(path: string, unpacked: boolean): Problem {
  return {
    kind: 'too-large',
    path,
    message: `The model ${unpacked ? 'unfolds to' : 'has'} more than 512 MiB, so only its hash was taken.`,
    action: 'Nothing to do: the hash identifies it.',
  }
}

export function onlyHashed(path: string): Problem {
  return {
    kind: 'not-stated',
    path,
    message: "This model's format can't be looked into; only its hash was taken.",
    action: 'Nothing to do: the hash identifies it.',
  }
}
