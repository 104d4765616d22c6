/** Reports an error that nobody expected on stderr; the user's window shows only that one occurred. */
export function reportDefect(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`countersign: unexpected error: ${text}\n`)
}
