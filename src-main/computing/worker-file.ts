/**
 * Where the analysis worker lies: beside this module in the sources, which Node runs as they are,
 * and beside the bundled chunk in the build, where all entries and chunks share one folder.
 */
export function analysisWorkerFile(): URL {
  // The name is put together so that the bundler leaves it alone: the worker is an entry of its own.
  const name = ['./analysis-worker', import.meta.url.endsWith('.ts') ? 'ts' : 'js'].join('.')
  return new URL(name, import.meta.url)
}
