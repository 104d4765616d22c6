import { describe, expect, it } from 'vitest'
import { createTickets } from './tickets.ts'

describe('tickets', () => {
  it('swap for a secret once', () => {
    const tickets = createTickets()
    const ticket = tickets.issue(null)
    const secret = tickets.redeem(ticket)
    expect(secret).not.toBeNull()
    expect(tickets.accepts(secret ?? '')).toBe(true)
    expect(tickets.redeem(ticket)).toBeNull()
  })

  it('are no secrets, and secrets are no tickets', () => {
    const tickets = createTickets()
    const ticket = tickets.issue(null)
    expect(tickets.accepts(ticket)).toBe(false)
    const secret = tickets.redeem(ticket) ?? ''
    expect(tickets.redeem(secret)).toBeNull()
  })

  it('expire after their lifetime, and are then gone for good', () => {
    let time = 1000
    const tickets = createTickets(() => time)
    const short = tickets.issue(60_000)
    const shown = tickets.issue(null)
    time += 60_001
    expect(tickets.redeem(short)).toBeNull()
    time -= 60_001
    expect(tickets.redeem(short)).toBeNull()
    time += 10 ** 9
    expect(tickets.redeem(shown)).not.toBeNull()
  })

  it('hold 256 bits each, never the same', () => {
    const tickets = createTickets()
    const issued = Array.from({ length: 100 }, () => tickets.issue(null))
    expect(new Set(issued).size).toBe(100)
    for (const ticket of issued) expect(Buffer.from(ticket, 'base64url')).toHaveLength(32)
  })

  it.each(['', 'guess', 'x'.repeat(1000)])('refuse what was never issued: %j', (guess) => {
    const tickets = createTickets()
    tickets.issue(null)
    expect(tickets.redeem(guess)).toBeNull()
    expect(tickets.accepts(guess)).toBe(false)
  })
})
