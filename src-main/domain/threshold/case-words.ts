/** What a flag does, and to whom, in the words of the business. */
export interface CaseWords {
  /** The act above the threshold, as the start of a sentence: "Refuse". */
  readonly flag: string
  /** One case with its article: "an applicant". */
  readonly one: string
  /** "applicant", for "every applicant". */
  readonly singular: string
  /** "applicants" */
  readonly many: string
}

/** The words of credit, for the risk officers who use the application. */
export const creditWords: CaseWords = {
  flag: 'Refuse',
  one: 'an applicant',
  singular: 'applicant',
  many: 'applicants',
}

/** Words that fit any classifier. */
export const plainWords: CaseWords = { flag: 'Flag', one: 'a case', singular: 'case', many: 'cases' }
