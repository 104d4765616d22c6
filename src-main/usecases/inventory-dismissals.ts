import { foldDismissals, mentionDismissedSchema, mentionRestoredSchema } from '../domain/inventory/dismissals.ts'
import { subjectKey } from '../contract/inventory.ts'
import type { Dismissal, DismissRequest, RestoreRequest } from '../contract/inventory.ts'
import type { OpenCase } from './open-case.ts'

/** The false hits of each folder that a person set aside, kept with its case. */
export interface InventoryDismissals {
  readonly list: (folder: string) => Promise<Dismissal[]>
  /** Sets a place aside, or gives it another reason; resolves to all that are set aside. */
  readonly dismiss: (request: DismissRequest) => Promise<Dismissal[]>
  /** Takes a dismissal back; nothing is kept where there is none. */
  readonly restore: (request: RestoreRequest) => Promise<Dismissal[]>
}

/** All of them reject with the ProblemErrors of a case file. */
export function inventoryDismissals(openCase: OpenCase): InventoryDismissals {
  return {
    list: async (folder) => foldDismissals(await (await openCase(folder)).entries()),
    dismiss: async ({ folder, subject, reason }) => {
      const file = await openCase(folder)
      const payload = mentionDismissedSchema.parse({ subject, reason })
      const same = (dismissal: Dismissal) => subjectKey(dismissal.subject) === subjectKey(subject) && dismissal.reason === payload.reason
      return foldDismissals(await file.append({ kind: 'mention-dismissed', payload }, (entries) => foldDismissals(entries).some(same)))
    },
    restore: async ({ folder, subject }) => {
      const file = await openCase(folder)
      const payload = mentionRestoredSchema.parse({ subject })
      const stands = (dismissal: Dismissal) => subjectKey(dismissal.subject) === subjectKey(subject)
      return foldDismissals(await file.append({ kind: 'mention-restored', payload }, (entries) => !foldDismissals(entries).some(stands)))
    },
  }
}
