import { userInfo } from 'node:os'
import { caseFile } from '../casefile/case-file.ts'
import type { CaseFile } from '../casefile/case-file.ts'
import { casePlace } from '../casefile/case-place.ts'

/** The case file of an evidence folder. */
export type OpenCase = (folder: string) => Promise<CaseFile>

/** Case files in the application's data; what is added to them carries `actor`. */
export function openCaseIn(dataFolder: string, actor: { readonly name: string } = { name: accountName() }): OpenCase {
  return async (folder) => caseFile({ path: await casePlace(dataFolder, folder), folder, actor })
}

/** The name of the account that runs this; a system may have none for it. */
export function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown account'
  }
}
