import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../src-main/contract/procedures.ts'

/** The engine as the window sees it: every procedure of the contract, typed. */
export type Engine = ContractRouterClient<Contract>

/** An open way to the engine. Only the connect files know what carries it. */
export interface Connection {
  engine: Engine
  /** Settles when the way to the engine is gone; it never rejects. */
  lost: Promise<void>
}

/** The window can't reach its engine; `message` and `action` are for the user. */
export class ConnectionError extends Error {
  readonly action: string

  constructor(message: string, action: string) {
    super(message)
    this.name = 'ConnectionError'
    this.action = action
  }
}
