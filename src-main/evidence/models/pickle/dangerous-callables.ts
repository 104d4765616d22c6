import type { PickleCallable } from '../../../contract/model.ts'
import type { PickleImport } from './pickle-value.ts'

/** Modules of which everything is flagged: they start programs, run code, reach the network or change files. */
const dangerousModules = new Set([
  // programs and the operating system
  'os', 'posix', 'posixpath', 'nt', 'ntpath', 'subprocess', 'commands', 'popen2', 'pty', 'platform', 'signal', 'sys', 'resource', 'multiprocessing', '_posixsubprocess', '_winapi',
  'winreg', 'msvcrt', 'ctypes', '_ctypes', 'cffi', 'webbrowser', 'antigravity', 'asyncio', 'threading', '_thread', 'concurrent', 'sched',
  // code
  'runpy', 'importlib', 'imp', '_imp', 'code', 'codeop', 'pdb', 'bdb', 'timeit', 'trace', 'profile', 'cProfile', 'pstats', 'doctest', 'pydoc', 'site', 'pkgutil',
  'zipimport', 'marshal', 'types', 'inspect', 'gc', 'dis', 'pip', 'ensurepip', 'venv', 'setuptools', 'distutils', 'lib2to3', 'idlelib', 'unittest',
  // pickles inside pickles
  'pickle', '_pickle', 'cPickle', 'dill', 'cloudpickle', 'shelve', 'dbm', 'jsonpickle', 'torch.hub', 'torch.serialization',
  // files and the network
  'shutil', 'tempfile', 'fileinput', 'linecache', 'glob', 'mmap', 'tarfile', 'zipfile', 'socket', '_socket', 'socketserver', 'ssl', 'select', 'urllib', 'urllib2', 'http', 'httplib',
  'ftplib', 'smtplib', 'poplib', 'imaplib', 'telnetlib', 'nntplib', 'xmlrpc', 'requests', 'httpx', 'aiohttp', 'paramiko', 'logging.config',
])

const dangerousBuiltins = new Set([
  'eval', 'exec', 'execfile', 'compile', '__import__', 'open', 'file', 'input', 'raw_input', 'breakpoint', 'globals', 'locals', 'vars', 'setattr', 'delattr', 'apply', 'map', 'filter',
  'reload', 'type', 'exit', 'quit', 'help',
])

const dangerousNames = new Set([
  'io.open', 'io.open_code', 'io.FileIO', '_io.open', '_io.open_code', '_io.FileIO', 'codecs.open', 'pandas.eval', 'pandas.read_pickle', 'pandas.io.pickle.read_pickle', 'joblib.load',
  'joblib.numpy_pickle.load', 'numpy.load', 'numpy.lib.npyio.load', 'numpy.lib._npyio_impl.load', 'torch.load', 'torch.jit.load', 'torch.utils.cpp_extension.load', 'operator.attrgetter', 'operator.methodcaller',
  '_operator.attrgetter', '_operator.methodcaller', 'numpy.testing._private.utils.runstring', 'numpy.distutils.exec_command.exec_command', 'uuid._popen', 'tensorflow.io.read_file',
  'tensorflow.io.write_file', 'keras.layers.Lambda', 'keras.src.layers.core.lambda_layer.Lambda', 'yaml.load', 'yaml.unsafe_load',
])
/** Attributes through which any object leads to everything else, and what is dangerous by whatever way it is reached. */
const tunnelling = /^__\w+__$|^(?:func_globals|func_code|gi_frame|f_globals|f_builtins|f_back|co_code|system|popen|Popen|eval|exec|execve?|spawnv?p?e?|import_module|load_module|run_code|check_output|unlink|rmtree)$/

/** Modules that go by their names wherever they are imported; others, such as select, are also called like functions. */
const wellKnownModules = new Set(['os', 'sys', 'subprocess', 'posix', 'nt', 'builtins', '__builtin__', 'importlib', 'runpy', 'socket', 'shutil', 'ctypes', 'pickle', 'pty'])

/** The names that unpickling would import, as they are shown: dangerous ones first, then by name. */
export function callablesOf(imports: readonly PickleImport[]): PickleCallable[] {
  return imports
    .map((entry) => {
      const { global, attribute, calls } = entry
      const name = `${global.module}.${global.name}${attribute === null ? '' : `.${attribute}`}`
      return { name, calls, dangerous: entry.opaque || isDangerous(entry) }
    })
    .sort((a, b) => Number(b.dangerous) - Number(a.dangerous) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

function isDangerous({ global: { module, name }, attribute }: PickleImport): boolean {
  const path = [...name.split('.'), ...(attribute === null ? [] : [attribute])]
  const [first = ''] = path
  if (isBuiltins(module) && dangerousBuiltins.has(first)) return true
  // A name may be a module that another module has imported: numpy.f2py.os.
  if (path.slice(1).some((part) => tunnelling.test(part)) || tunnelling.test(first)) return true
  if (path.slice(0, -1).some((part) => dangerousModules.has(part)) || wellKnownModules.has(path.at(-1) ?? '')) return true
  if (dangerousNames.has(`${module}.${name}`)) return true
  const parts = module.split('.')
  return parts.some((_, end) => dangerousModules.has(parts.slice(0, end + 1).join('.')))
}

function isBuiltins(module: string): boolean {
  return module === 'builtins' || module === '__builtin__' || module === '__builtins__'
}
