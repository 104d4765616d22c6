import { pythonLiteral } from './python-literal.ts'
import type { Tag } from './reviewed-tags.ts'
import { shellJson } from './shell-json.ts'

/** What a patch of a run may set: tags of this product, never a metric, a parameter or another tag. */
function assertOwnTags(tags: readonly Tag[]): void {
  const foreign = tags.find(({ key }) => !/^countersign\.[a-z0-9_]+$/.test(key))
  if (foreign !== undefined) throw new RangeError(`${JSON.stringify(foreign.key)} is no tag of this product.`)
}

/**
 * A Python program that sets the tags on the run with the MLflow client and changes nothing else.
 *
 * @throws RangeError where a key doesn't begin with "countersign."
 */
export function pythonPatch(run: string, tags: readonly Tag[]): string {
  assertOwnTags(tags)
  return [
    '# Adds the threshold that Countersign recommends to an MLflow run, as tags named',
    '# countersign.* and nothing else: metrics, parameters and other tags stay as they are.',
    '# Run it where the tracking store may be written:',
    '#   MLFLOW_TRACKING_URI=... python countersign_tags.py',
    'from mlflow import MlflowClient',
    '',
    `RUN_ID = ${pythonLiteral(run)}`,
    'TAGS = {',
    ...tags.map(({ key, value }) => `    ${pythonLiteral(key)}: ${pythonLiteral(value)},`),
    '}',
    '',
    'client = MlflowClient()',
    'for key, value in TAGS.items():',
    '    client.set_tag(RUN_ID, key, value)',
    'print(f"{len(TAGS)} tags set on run {RUN_ID}")',
    '',
  ].join('\n')
}

/**
 * The same as calls of MLflow's REST interface ("runs/set-tag"), for a POSIX shell with curl.
 *
 * @throws RangeError where a key doesn't begin with "countersign."
 */
export function shellPatch(run: string, tags: readonly Tag[]): string {
  assertOwnTags(tags)
  return [
    '#!/bin/sh',
    '# Adds the threshold that Countersign recommends to an MLflow run, as tags named',
    '# countersign.* and nothing else: metrics, parameters and other tags stay as they are.',
    '# MLFLOW_TRACKING_URI is the address of the tracking server.',
    'set -eu',
    ': "${MLFLOW_TRACKING_URI:?is not set}"',
    '',
    'set_tag() {',
    '  curl --fail --silent --show-error --output /dev/null --header "Content-Type: application/json" \\',
    '    --data "$1" "$MLFLOW_TRACKING_URI/api/2.0/mlflow/runs/set-tag"',
    '}',
    ...tags.map(({ key, value }) => `set_tag ${shellJson({ run_id: run, key, value })}`),
    `echo "${tags.length} tags set"`,
    '',
  ].join('\n')
}
