import type { ModelInspection } from '../../contract/model.ts'
import type { ModelFile } from './inspect-model.ts'

/** To the worker that inspects models. */
export interface InspectAsked {
  readonly id: number
  readonly file: Omit<ModelFile, 'head'> & { readonly head: Uint8Array }
}

/** From it. `code` is that of an error of the file system. */
export type InspectAnswered =
  | { readonly id: number; readonly model: ModelInspection }
  | { readonly id: number; readonly failure: { readonly message: string; readonly code: string | null } }
