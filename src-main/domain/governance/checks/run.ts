import type { CheckInput, RunFacts } from '../facts.ts'
import { stated } from '../stated.ts'
import { evidenceOf, fail, listText, notAssessable, pass } from '../verdict.ts'
import type { Verdict } from '../verdict.ts'

/** G03: the runs that the decision rests on are finished, kept, and tied to a model and a commit. */
export function runIdentity({ facts: { runs, runsInFolder }, policy }: CheckInput): Verdict {
  if (runs.length === 0) {
    return runsInFolder === 0
      ? notAssessable('The folder holds no tracking store with runs.', ['the tracking store with the run of the model'])
      : notAssessable('No run was named as the one of the model, and none records a threshold.', ['the run that made the scores'])
  }
  const evidence = runs.map((run) =>
    evidenceOf(
      `run ${run.id} (${run.name}), experiment ${run.experiment}, ${run.status}, ${run.lifecycle}; commit ${run.commit ?? 'not stated'}; models ${run.models.join(', ') || 'none'}; ` +
        `model files ${run.modelFiles.map(({ sha256 }) => sha256).join(', ') || 'none'}`,
      run.store.path,
      run.store,
      ...run.modelFiles,
    ),
  )
  const wrong = runs.flatMap((run) => wrongOf(run, policy.commitRequired))
  if (wrong.length > 0) return fail(`${listText(wrong).replace(/^r/, 'R')}.`, { origin: 'imported', evidence })
  const missing = runs.flatMap((run) => missingOf(run))
  if (missing.length > 0) return notAssessable('The store does not state all of the identity.', missing, { origin: 'imported', evidence })
  const commits = policy.commitRequired ? ', with a commit each' : ''
  return pass(`${runs.length === 1 ? 'The run is' : `All ${runs.length} runs are`} finished, kept and tied to model files${commits}.`, { origin: 'imported', evidence })
}

function wrongOf(run: RunFacts, commitRequired: boolean): string[] {
  const name = nameOf(run)
  return [
    ...(run.status === 'FINISHED' ? [] : [`${name} has the status ${run.status}`]),
    ...(run.lifecycle === 'active' ? [] : [`${name} is deleted`]),
    ...(commitRequired && run.commit === null ? [`${name} states no commit, which the policy requires`] : []),
    ...(commitRequired && run.dirty !== null ? [`${name} was started with changes that were not committed (${run.dirty})`] : []),
  ]
}

function missingOf(run: RunFacts): string[] {
  const name = nameOf(run)
  return [
    ...(run.start === null ? [`the start of ${name}`] : []),
    ...(run.end === null ? [`the end of ${name}`] : []),
    ...(run.models.length === 0 ? [`the model that ${name} logged, with its version`] : []),
    ...(run.modelFiles.length === 0 ? [`the model file of ${name}, to hash it`] : []),
    ...(run.commit === null ? [`the commit of the code of ${name}`] : []),
  ]
}

function nameOf(run: RunFacts): string {
  return `run ${run.name === '' ? run.id : run.name}`
}

/** Python treats these alike in the names of packages. */
const canonicalPackage = (name: string) => name.toLowerCase().replace(/[-_.]+/g, '-')
/** The package of which the module is a part, where the two have different names. */
const packageOfLibrary: Readonly<Record<string, string>> = { sklearn: 'scikit-learn' }

/** G04: with which versions the model was trained and the scores were made. */
export function environment(input: CheckInput): Verdict {
  const { facts } = input
  const statement = stated(input, 'environment')
  const logged = facts.runs.flatMap(({ packages }) => packages)
  const evidence = [
    ...logged.slice(0, 50).map(({ name, version, file }) => evidenceOf(`${name}==${version}`, file.path, file)),
    ...facts.models.flatMap((model) => (model.libraryVersion === null ? [] : [evidenceOf(`${model.library ?? 'library'} ${model.libraryVersion}, as the file states`, model.path, model)])),
    ...statement.evidence,
    evidenceOf(`Countersign ${facts.version}`, 'this program'),
  ]
  const used = packagesIn(statement.text('packages') ?? '')
  const versions = new Map<string, Set<string>>()
  for (const { name, version } of logged) {
    const key = canonicalPackage(name)
    versions.set(key, (versions.get(key) ?? new Set()).add(version))
  }
  const different = [
    ...used.flatMap(({ name, version }) => {
      const known = versions.get(canonicalPackage(name))
      return known === undefined || known.has(version) ? [] : [`${name} ${version} where ${[...known].join(' or ')} is logged`]
    }),
    ...facts.models.flatMap(({ path, library, libraryVersion }) => {
      const known = library === null ? undefined : versions.get(canonicalPackage(packageOfLibrary[library] ?? library))
      return known === undefined || libraryVersion === null || known.has(libraryVersion) ? [] : [`${path} was written by ${library} ${libraryVersion} where ${[...known].join(' or ')} is logged`]
    }),
  ]
  if (different.length > 0) return fail(`The environments differ: ${listText(different)}.`, { origin: used.length > 0 ? 'attested' : 'imported', evidence })
  const missing = [
    ...(logged.length === 0 ? ['a requirements or environment file of the run, with versions'] : []),
    ...(used.length === 0 ? ['the versions with which the scores were made'] : []),
  ]
  if (missing.length > 0) return notAssessable('The environments are not both recorded.', missing, { ...(logged.length > 0 ? { origin: 'imported' as const } : {}), evidence })
  return pass('The versions with which the scores were made are those that the run logged.', { origin: 'attested', evidence })
}

/** Lines such as "scikit-learn==1.5.2"; others say nothing about a version. */
export function packagesIn(text: string): { name: string; version: string }[] {
  return text.split(/[\n,;]+/).flatMap((line) => {
    const [, name, version] = /^\s*-?\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*={1,3}\s*([^\s=;#]+)/.exec(line) ?? []
    return name === undefined || version === undefined ? [] : [{ name, version }]
  })
}
