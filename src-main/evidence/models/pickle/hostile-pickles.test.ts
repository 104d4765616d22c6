import { describe, expect, it } from 'vitest'
import { inspectPickle } from './inspect-pickle.ts'
import { bytes, dict, global, instance, list, pickle, proto, str, tuple } from './pickle-bytes.test-kit.ts'
import type { Piece } from './pickle-bytes.test-kit.ts'

function dangerous(...pieces: readonly Piece[]): string[] {
  const { callables, problems } = inspectPickle('m.pkl', pickle(proto(4), ...pieces, '.'))
  const named = callables.filter((callable) => callable.dangerous).map((callable) => callable.name)
  expect(problems.some((problem) => problem.kind === 'runs-code')).toBe(named.length > 0)
  return named
}

const command = tuple(str('touch owned'))

describe('the callables of a pickle', () => {
  it.each([
    ['os', 'system'], ['posix', 'system'], ['nt', 'system'], ['subprocess', 'Popen'], ['subprocess', 'check_output'], ['builtins', 'eval'], ['builtins', 'exec'],
    ['builtins', '__import__'], ['__builtin__', 'eval'], ['builtins', 'open'], ['runpy', '_run_code'], ['shutil', 'rmtree'], ['socket', 'create_connection'], ['pty', 'spawn'],
    ['importlib', 'import_module'], ['pickle', 'loads'], ['ctypes', 'CDLL'], ['webbrowser', 'open'], ['operator', 'attrgetter'], ['urllib.request', 'urlopen'],
    ['numpy.f2py', 'os.system'], ['cloudpickle.cloudpickle', '_make_function'], ['types', 'CodeType'], ['multiprocessing.util', 'spawnv_passfds'], ['torch', 'load'], ['io', 'open'],
  ])('flags %s.%s', (module, name) => {
    expect(dangerous(global(module, name), command, 'R')).toEqual([`${module}.${name}`])
    // By STACK_GLOBAL, as protocol 4 names it, and by INST, as protocol 0 does.
    expect(dangerous(str(module), str(name), '\x93', command, 'R')).toEqual([`${module}.${name}`])
    expect(dangerous('(', str('touch owned'), `i${module}\n${name}\n`)).toEqual([`${module}.${name}`])
    expect(dangerous('(', global(module, name), str('touch owned'), 'o')).toEqual([`${module}.${name}`])
  })

  it('flags one that is imported and not called, and one hidden deep inside a model', () => {
    expect(dangerous(list(global('os', 'system')))).toEqual(['os.system'])
    const hidden = instance('sklearn.svm', 'SVC', ['C', pickle(global('os', 'system'), command, 'R')])
    expect(dangerous(dict(['model', hidden]))).toEqual(['os.system'])
  })

  it('flags what getattr takes where that is dangerous or can not be told', () => {
    expect(dangerous(global('builtins', 'getattr'), tuple(global('numpy', 'ndarray'), str('__reduce__')), 'R')).toEqual(['numpy.ndarray.__reduce__'])
    const opaque = pickle(global('builtins', 'getattr'), tuple(pickle(global('collections', 'OrderedDict'), ')R'), str('x')), 'R')
    expect(dangerous(opaque)).toEqual(['builtins.getattr'])
    expect(dangerous(global('builtins', 'getattr'), tuple(global('keras.models', 'Sequential'), str('_unpickle_model')), 'R', tuple(), 'R')).toEqual([])
  })

  it('flags a module that another one has imported, and no function that is called like a module', () => {
    expect(dangerous(list(global('numpy.f2py', 'os')))).toEqual(['numpy.f2py.os'])
    expect(dangerous(list(global('numpy', 'select'), global('scipy.signal', 'butter'), global('numpy', 'trace')))).toEqual([])
  })

  it('flags nothing in what libraries write, and counts the calls', () => {
    const array = pickle(global('numpy.core.multiarray', '_reconstruct'), tuple(global('numpy', 'ndarray'), tuple(), bytes(Buffer.from('b'))), 'R')
    const { callables } = inspectPickle('m.pkl', pickle(proto(4), list(array, array, instance('sklearn.svm._classes', 'SVC')), '.'))
    expect(callables).toEqual([
      { name: 'numpy.core.multiarray._reconstruct', calls: 2, dangerous: false },
      { name: 'numpy.ndarray', calls: 0, dangerous: false },
      { name: 'sklearn.svm._classes.SVC', calls: 1, dangerous: false },
    ])
  })
})

describe('a hostile pickle', () => {
  const pipeline = (state: Piece): Buffer => pickle(proto(4), global('sklearn.pipeline', 'Pipeline'), ')\x81}', str('steps'), state, 'sb.')

  it('that nests values deeply is read to its end', () => {
    // 200,000 EMPTY_LIST, then as many APPEND: a list in a list in a list …
    const { parameters, problems } = inspectPickle('m.pkl', pickle(proto(4), '}', str('a'), ']'.repeat(200_000), 'a'.repeat(199_999), 's.'))
    expect(JSON.stringify(parameters)).toBe('{"a":[[[["…"]]]]}')
    expect(problems.map((problem) => problem.kind)).toEqual(['not-stated'])
  })

  it('that refers to itself or doubles itself at every level is described once', () => {
    // EMPTY_LIST MEMOIZE POP, then 100 times: a list of the last one, twice; at last the 100th of them.
    const laughs = pickle(']\x940', ...Array.from({ length: 100 }, (_, at) => `](h${String.fromCharCode(at)}h${String.fromCharCode(at)}e\x940`), 'h\x64')
    const facts = inspectPickle('m.pkl', pipeline(laughs))
    expect([facts.className, facts.learnedContent, facts.problems]).toEqual(['Pipeline', null, []])
    const parameter = inspectPickle('m.pkl', pickle(proto(4), '}', str('a'), laughs, 's.')).parameters
    // Four levels of two are shown.
    expect(JSON.stringify(parameter['a'])).toBe('[[[["…","…"],["…","…"]],[["…","…"],["…","…"]]],[[["…","…"],["…","…"]],[["…","…"],["…","…"]]]]')
    // MEMOIZE the instance, then give it itself as its best estimator.
    const self = pickle(proto(4), global('sklearn.model_selection', 'GridSearchCV'), ')\x81\x94}', str('best_estimator_'), 'h\x00sb.')
    expect(inspectPickle('m.pkl', self)).toMatchObject({ className: 'GridSearchCV', features: null, trees: null })
  })

  it.each([
    ['a length of 2^63 bytes', '\x8e\xff\xff\xff\xff\xff\xff\xff\x7f'],
    ['a string of 4 GiB', 'X\xff\xff\xff\xff'],
    ['an integer of 4 GiB', '\x8b\xff\xff\xff\xff'],
    ['a memo index out of nowhere', 'j\xff\xff\xff\xff'],
    ['a name of 2,000 characters', `c${'a'.repeat(2000)}\nb\n`],
  ])('with %s ends in a clear problem', (_, opcodes) => {
    expect(inspectPickle('m.pkl', pickle(proto(4), opcodes, '.')).problems).toMatchObject([{ kind: 'file-corrupt', path: 'm.pkl' }])
  })

  it('with an endless stream of opcodes ends in a clear problem', () => {
    const [problem] = inspectPickle('m.pkl', Buffer.alloc(5_000_000, 'N')).problems
    expect(problem?.message).toContain('it takes too many steps to decode')
  })

  it('with a great many attributes, steps or names is cut in what is shown', () => {
    const many = dict(...Array.from({ length: 2000 }, (_, at) => [`p${at}`, 'N'] as const))
    const facts = inspectPickle('m.pkl', pickle(proto(4), global('sklearn.svm', 'SVC'), ')\x81', many, 'b.'))
    expect(Object.keys(facts.parameters).length).toBeLessThanOrEqual(300)
    const long = inspectPickle('m.pkl', pickle(proto(4), dict(['note', str('x'.repeat(100_000))], ['text', str('y'.repeat(9_000))]), '.'))
    expect(JSON.stringify(long).length).toBeLessThan(2_000)
  })
})
