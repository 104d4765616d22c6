/**
 * Where the analysis worker lies: beside this module in the sources, which Node runs as they are,
 * and beside the bundled chunk in the build, where all entries and chunks share one folder.
 */
export function analysisWorkerFile(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  // The name is put together so that the bundler leaves it alone: the worker is an entry of its own.
  return new URL(`./analysis-worker.${extension}`, import.meta.url)
}
