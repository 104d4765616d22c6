import { parentPort } from 'node:worker_threads'
import { inspectModel } from './inspect-model.ts'
import type { InspectAnswered, InspectAsked } from './models-messages.ts'

/** The entry of the worker thread that inspects models, one after another. */
const port = parentPort
if (port === null) throw new Error('models-worker runs as a worker thread only.')
let last: Promise<void> = Promise.resolve()
port.on('message', (asked: InspectAsked) => {
  last = last.then(async () => {
    port.postMessage(await answered(asked))
  })
})

async function answered({ id, file }: InspectAsked): Promise<InspectAnswered> {
  try {
    return { id, model: await inspectModel({ ...file, head: Buffer.from(file.head) }) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
    return { id, failure: { message: error instanceof Error ? error.message : String(error), code } }
  }
}
