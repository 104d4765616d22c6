import type { Problem } from '../../../src-main/contract/problem.ts'
import type { ReportToVerify } from '../../app/case.ts'

/** The PDF among what was dropped; null where there is none. The window learns its name and content, but not its path. */
export function droppedReport(files: FileList): ReportToVerify | null {
  const pdf = [...files].find(({ name, type }) => type === 'application/pdf' || (type === '' && /\.pdf$/i.test(name)))
  return pdf === undefined ? null : { file: pdf.name, content: pdf }
}

/** Why a dropped report can't be handed over, and what to do; null where it can. */
export function handingProblem({ file, content }: ReportToVerify, most: number): Problem | null {
  if (content === null || content.size <= most) return null
  return {
    kind: 'too-large',
    path: file,
    message: `What is dropped on a window can have ${most / 1_000_000} MB; this file has more.`,
    action: 'Type its path, or choose it.',
  }
}

/** What is in a file, as base64. */
export function base64Of(content: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error ?? new Error('The file can not be read.'))
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : ''
      resolve(url.slice(url.indexOf(',') + 1))
    }
    reader.readAsDataURL(content)
  })
}
