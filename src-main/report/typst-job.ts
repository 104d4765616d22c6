import type { ReportAttachment } from '../contract/report-attachments.ts'

/** What the worker that runs Typst is given. */
export interface TypstJob {
  /** The report model as JSON. */
  readonly modelJson: string
  readonly attachments: readonly ReportAttachment[]
  readonly fonts: readonly Uint8Array[]
  readonly standard: 'a-3a' | 'ua-1'
  /** Seconds since 1970 UTC. */
  readonly creationTimestamp: number
}

export interface CompiledPages {
  readonly pdf: Uint8Array
  readonly pages: number
}
