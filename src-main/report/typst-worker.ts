import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { CompiledPages, TypstJob } from './typst-job.ts'

const templateFolder = new URL('../../resources/typst/', import.meta.url)
const templateFiles = ['report.typ', 'blocks.typ']

/**
 * Compiles the template over the data of the job. The workspace is a fresh empty folder: the template can read what is
 * mapped here and nothing else.
 * @throws Error where Typst reports an error or any warning: a missing font would only be a warning
 */
function compilePages(job: TypstJob): CompiledPages {
  const workspace = mkdtempSync(join(tmpdir(), 'countersign-typst-'))
  try {
    const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: job.fonts.map((font) => Buffer.from(font)) }] })
    for (const name of templateFiles) {
      compiler.addSource(join(workspace, name), readFileSync(new URL(name, templateFolder), 'utf8'))
    }
    compiler.mapShadow(join(workspace, 'data.json'), Buffer.from(job.modelJson))
    compiler.mapShadow(join(workspace, 'attachments.json'), Buffer.from(JSON.stringify(job.attachments.map(attachmentEntry))))
    for (const [index, { bytes }] of job.attachments.entries()) compiler.mapShadow(join(workspace, `attachment-${index}`), Buffer.from(bytes))
    const outcome = compiler.compile({ mainFilePath: join(workspace, 'report.typ') })
    const diagnostics = outcome.takeDiagnostics() ?? outcome.takeWarnings()
    if (diagnostics !== null || outcome.result === null) {
      const details = diagnostics === null ? [] : compiler.fetchDiagnostics(diagnostics)
      throw new Error(`The report could not be compiled: ${JSON.stringify(details)}`)
    }
    const pages = outcome.result.numOfPages
    const pdf = compiler.pdf(outcome.result, { pdfStandard: job.standard, creationTimestamp: job.creationTimestamp })
    return { pdf: Uint8Array.from(pdf), pages }
  } finally {
    rmSync(workspace, { recursive: true, force: true })
  }
}

function attachmentEntry({ name, relationship, mimeType, description }: TypstJob['attachments'][number]): Readonly<Record<string, string>> {
  return { name, relationship, mimeType, description }
}

parentPort?.postMessage(compilePages(workerData as TypstJob))
