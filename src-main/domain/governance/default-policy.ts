import type { Policy } from '../../contract/governance-policy.ts'
import standard from '../../../resources/policy/default.json' with { type: 'json' }
import { parsePolicy } from './policy.ts'

/** The policy where a bank brings none: every limit in it is a convention, none is a regulatory number. */
export const defaultPolicy: Policy = parsePolicy(JSON.stringify(standard), 'resources/policy/default.json')
