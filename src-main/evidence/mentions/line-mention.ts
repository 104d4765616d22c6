import type { Mention } from '../../contract/scan.ts'

/** What one line states. */
export type LineMention = Pick<Mention, 'kind' | 'name' | 'value' | 'printed'>
