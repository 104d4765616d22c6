import { z } from 'zod'
import { reviewFormatVersion } from '../contract/review-events.ts'

/** What kind of file a chain of entries is: how its first entry says so, and how people call it. */
export interface ChainForm {
  /** The kind of the first entry. */
  readonly opening: string
  /** `format` of the first entry's payload. */
  readonly format: string
  /** The version that this program writes. It opens every earlier one and refuses every later one. */
  readonly version: number
  /** "case file" */
  readonly noun: string
}

export const caseForm: ChainForm = { opening: 'case-opened', format: 'countersign-case', version: 1, noun: 'case file' }
export const reviewForm: ChainForm = { opening: 'review-opened', format: 'countersign-review', version: reviewFormatVersion, noun: 'review file' }

/** The part of a first entry's payload that says what file it opens; a later version may change all else. */
export const openingSchema = z.looseObject({ format: z.string(), version: z.number().int().positive() })
