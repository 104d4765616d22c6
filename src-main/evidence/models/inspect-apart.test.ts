import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { createModelInspector } from './inspect-apart.ts'
import { inspectModel } from './inspect-model.ts'
import type { ModelFile } from './inspect-model.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-test-models-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function save(name: string, content: string): ModelFile {
  const absolute = join(folder, name)
  writeFileSync(absolute, content)
  const bytes = Buffer.from(content)
  return { path: name, absolute, bytes: bytes.length, sha256: '0'.repeat(64), head: bytes.subarray(0, 256) }
}

/** A LightGBM text model of a tree after another, longer than what is inspected at once. */
const lightgbm = (trees: number) => {
  const tree = (index: number) => `Tree=${index}\nnum_leaves=2\nsplit_feature=0\nthreshold=0.5\nleft_child=-1\nright_child=-2\nleaf_value=${index} ${-index}\n\n`
  return `tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nmax_feature_idx=1\nobjective=binary sigmoid:1\nfeature_names=age income\n\n${Array.from({ length: trees }, (_, index) => tree(index)).join('')}end of trees\n`
}

/** A worker that notes its start and each model, and answers as `onAsked` says. */
function inspectorBy(name: string, onAsked: string) {
  const file = join(folder, `${name}.mjs`)
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ id, file }) => { const answer = () => parentPort.postMessage({ id, model: { path: file.path } }); ${onAsked} })`,
  )
  return createModelInspector(pathToFileURL(file))
}

const large = (name: string) => ({ ...save(name, 'x'), bytes: 1 << 20 })

describe('a model inspected apart', () => {
  it('is told the same as by the inspection itself', async () => {
    const file = save('large.txt', lightgbm(2000))
    expect(file.bytes).toBeGreaterThan(65_536)
    const apart = await createModelInspector().inspect(file)
    expect(apart).toEqual(await inspectModel(file))
    expect(apart).toMatchObject({ format: 'lightgbm-text', features: 2, problems: [] })
  })

  it('raises what the file system raises', async () => {
    const file = { ...save('gone.txt', lightgbm(2000)), absolute: join(folder, 'nowhere') }
    await expect(createModelInspector().inspect(file)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('rejects when it is stopped in the middle of one that never ends, and inspects the others all the same', async () => {
    const { inspect } = inspectorBy('endless', `if (file.path === 'endless') for (;;); else answer()`)
    const stop = new AbortController()
    const [endless, next] = [inspect(large('endless'), stop.signal), inspect(large('next'))]
    stop.abort()
    await expect(endless).rejects.toMatchObject({ problem: { kind: 'stopped', path: 'endless' } })
    expect(await next).toEqual({ path: 'next' })
  })

  it('gives up one that waits without a word to those before and after it', async () => {
    const { inspect } = inspectorBy('slow', `if (file.path === 'first') globalThis.held = answer; else { globalThis.held?.(); globalThis.held = null; answer() }`)
    const stop = new AbortController()
    const first = inspect(large('first'))
    const given = inspect(large('given up'), stop.signal)
    stop.abort()
    await expect(given).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    expect(await Promise.all([first, inspect(large('third'))])).toEqual([{ path: 'first' }, { path: 'third' }])
  })

  it('fails alone where the worker dies of it', async () => {
    const { inspect } = inspectorBy('dies', `if (file.path === 'bad') process.exit(3); else answer()`)
    const [bad, good] = await Promise.allSettled([inspect(large('bad')), inspect(large('good'))])
    expect(bad).toMatchObject({ status: 'rejected', reason: { message: 'The inspection ended unexpectedly (code 3).' } })
    expect(good).toMatchObject({ status: 'fulfilled', value: { path: 'good' } })
  })

  it('is not begun once it is stopped', async () => {
    await expect(createModelInspector().inspect(large('late'), AbortSignal.abort())).rejects.toMatchObject({ problem: { kind: 'stopped' } })
  })
})
