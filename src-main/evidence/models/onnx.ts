import { factsOf } from './model-facts.ts'
import type { ModelFacts } from './model-facts.ts'
import { fields, message, messages, numberOf, textOf } from './protobuf.ts'
import type { Field } from './protobuf.ts'

/** Operators of onnx-ml that are models of their own; the last one of a graph decides. */
const decides = /^(?:TreeEnsemble(?:Classifier|Regressor)?|LinearClassifier|LinearRegressor|SVMClassifier|SVMRegressor)$/
/** Operators that only hand over what another one decided. */
const passesOn = new Set(['Cast', 'ZipMap', 'Identity', 'Reshape', 'Squeeze', 'Unsqueeze', 'Concat', 'ArgMax', 'Transpose', 'ArrayFeatureExtractor', 'Normalizer', 'Mul', 'Add', 'Sub', 'Div'])

/**
 * What an ONNX model states: producer, graph, operators and metadata. Null where the bytes are no ONNX model. Field
 * numbers: onnx/onnx.proto (ModelProto 1 ir_version, 2 producer_name, 3 producer_version, 7 graph, 14 metadata_props).
 */
export function onnxFacts(bytes: Buffer): ModelFacts | null {
  const model = fields(bytes)
  const version = numberOf(model, 1)
  const graph = message(model, 7)
  if (model === null || version === null || version < 1 || version > 1000 || graph === null) return null
  const nodes = messages(graph, 1)
  const operators = nodes.map((node) => textOf(node, 4) ?? '')
  const deciding = operators.findLast((operator) => decides.test(operator)) ?? operators.findLast((operator) => !passesOn.has(operator)) ?? null
  const inputs = graphInputs(graph)
  const metadata = messages(model, 14).map((entry) => [textOf(entry, 1) ?? '', textOf(entry, 2) ?? ''] as const)
  return factsOf('onnx', {
    formatVersion: `IR ${version}`,
    className: deciding,
    library: textOf(model, 2) === '' ? null : textOf(model, 2),
    libraryVersion: textOf(model, 3) === '' ? null : textOf(model, 3),
    features: columnsOf(inputs),
    featureNames: inputs.length > 1 ? inputs.map((input) => textOf(input, 1) ?? '') : [],
    parameters: Object.fromEntries(metadata.slice(0, 200).map(([key, value]) => [key, value.slice(0, 500)])),
    trees: treesOf(nodes),
    entries: [...new Set(operators)].slice(0, 50).map((operator) => ({ name: operator, holds: times(operators.filter((each) => each === operator).length) })),
  })
}

function times(count: number): string {
  return count === 1 ? 'one operator' : `${count} operators`
}

function graphInputs(graph: readonly Field[]): Field[][] {
  const initialised = new Set(messages(graph, 5).map((tensor) => textOf(tensor, 8)))
  return messages(graph, 11).filter((input) => !initialised.has(textOf(input, 1)))
}

/** The columns that the model takes: the last dimension of its only input, or the number of inputs where each is one column. */
function columnsOf(inputs: readonly Field[][]): number | null {
  const columns = inputs.map(lastDimension)
  if (columns.length === 1) return columns[0] ?? null
  return columns.length > 1 && columns.every((count) => count === 1) ? columns.length : null
}

function lastDimension(input: readonly Field[]): number | null {
  const shape = message(message(message(input, 2), 1), 2)
  const last = messages(shape, 1).at(-1) ?? null
  const size = numberOf(last, 1)
  return size !== null && size > 0 && size < 10_000_000 ? size : null
}

/** Distinct tree ids of the tree ensembles (attribute `nodes_treeids`, AttributeProto 1 name, 8 ints); null where there are none. */
function treesOf(nodes: readonly Field[][]): number | null {
  let trees: number | null = null
  for (const node of nodes) {
    for (const attribute of messages(node, 5)) {
      if (textOf(attribute, 1) !== 'nodes_treeids') continue
      const ids = new Set<number>()
      for (const field of attribute) if (field.number === 8) for (const id of integers(field.value)) ids.add(id)
      trees = (trees ?? 0) + ids.size
    }
  }
  return trees
}

/** The integers of a field, one or packed. */
function integers(value: number | Buffer): number[] {
  if (typeof value === 'number') return [value]
  const found: number[] = []
  let number = 0
  let shift = 0
  for (const byte of value) {
    number += (byte & 0x7f) * 2 ** shift
    shift += 7
    if (byte < 0x80) {
      found.push(number)
      number = 0
      shift = 0
    }
  }
  return found
}
