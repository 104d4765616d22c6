import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Tickets live in addresses, where other programs can see them; secrets live in a page's memory. */
export interface Tickets {
  /** A ticket for one page; `lifetime` in milliseconds, null for one that is shown to a person only. */
  issue(lifetime: number | null): string
  /** Swaps a ticket for a secret; null where it is unknown, already used or expired. A ticket works once. */
  redeem(ticket: string): string | null
  accepts(secret: string): boolean
}

/** `now` gives milliseconds of a clock that never goes back. */
export function createTickets(now: () => number = () => performance.now()): Tickets {
  const open = new Map<string, number | null>()
  const secrets = new Set<string>()

  return {
    issue(lifetime) {
      const ticket = newToken()
      open.set(ticket, lifetime === null ? null : now() + lifetime)
      return ticket
    },
    redeem(given) {
      const ticket = matching(given, open.keys())
      if (ticket === null) return null
      const expires = open.get(ticket) ?? null
      open.delete(ticket)
      if (expires !== null && now() > expires) return null
      const secret = newToken()
      secrets.add(secret)
      return secret
    },
    accepts: (given) => matching(given, secrets) !== null,
  }
}

function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares in constant time, so that the time of a refusal tells nothing about a token. */
function matching(given: string, known: Iterable<string>): string | null {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const wanted = digest(given)
  let found: string | null = null
  for (const token of known) if (timingSafeEqual(digest(token), wanted)) found = token
  return found
}
