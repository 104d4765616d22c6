import type { ComponentType } from 'react'
import { ChoicesPage } from '../pages/choices/ChoicesPage.tsx'
import { choicesQuestion, railAnswerOfChoices } from '../pages/choices/choices-state.ts'
import { ComparisonPage } from '../pages/comparison/ComparisonPage.tsx'
import { railAnswerOfComparison } from '../pages/comparison/verdict-words.ts'
import { EvidencePage } from '../pages/evidence/EvidencePage.tsx'
import { railAnswerOfEvidence } from '../pages/evidence/evidence-answer.ts'
import { QualityPage } from '../pages/quality/QualityPage.tsx'
import { qualityQuestion, railAnswerOfQuality } from '../pages/quality/quality-words.ts'
import { ReportPage } from '../pages/report/ReportPage.tsx'
import { railAnswerOfReport } from '../pages/report/report-state.ts'
import { ReviewPage } from '../pages/review/ReviewPage.tsx'
import { railAnswerOfReview, reviewQuestion } from '../pages/review/review-words.ts'
import { ThresholdPage } from '../pages/threshold/ThresholdPage.tsx'
import { railAnswerOfThreshold } from '../pages/threshold/threshold-state.ts'
import { WhyPage } from '../pages/why/WhyPage.tsx'
import { railAnswerOfWhy, whyQuestion } from '../pages/why/why-state.ts'
import type { CaseState, PageId } from './case.ts'

/** One screen: it answers one question. */
export interface Page {
  id: Exclude<PageId, 'open-folder' | 'verify'>
  question: string
  /** The question with what the case says in it, where that differs. */
  questionNow?: (state: CaseState) => string
  /** The name of the page in the address of the window. */
  path: string
  component: ComponentType
  /** The current answer in a few words, for the rail; null while there is none. */
  railAnswer: (state: CaseState) => string | null
}

/** The question of a page as the case stands. */
export function questionOf(page: Page, state: CaseState): string {
  return page.questionNow?.(state) ?? page.question
}

/** The questions in the order of the rail; Ctrl 1, 2, … open them. */
export const pages: readonly Page[] = [
  {
    id: 'evidence',
    question: 'What evidence is there?',
    path: 'evidence',
    component: EvidencePage,
    railAnswer: railAnswerOfEvidence,
  },
  {
    id: 'comparison',
    question: 'Are these the same model?',
    path: 'comparison',
    component: ComparisonPage,
    railAnswer: railAnswerOfComparison,
  },
  {
    id: 'threshold',
    question: 'Which threshold should we use?',
    path: 'threshold',
    component: ThresholdPage,
    railAnswer: railAnswerOfThreshold,
  },
  {
    id: 'quality',
    question: qualityQuestion,
    path: 'quality',
    component: QualityPage,
    railAnswer: railAnswerOfQuality,
  },
  {
    id: 'choices',
    question: choicesQuestion,
    path: 'choices',
    component: ChoicesPage,
    railAnswer: railAnswerOfChoices,
  },
  {
    id: 'why',
    question: 'Why does a recorded threshold differ?',
    questionNow: whyQuestion,
    path: 'why',
    component: WhyPage,
    railAnswer: railAnswerOfWhy,
  },
  {
    id: 'review',
    question: reviewQuestion,
    path: 'review',
    component: ReviewPage,
    railAnswer: railAnswerOfReview,
  },
  {
    id: 'report',
    question: 'What goes into the report?',
    path: 'report',
    component: ReportPage,
    railAnswer: railAnswerOfReport,
  },
]
