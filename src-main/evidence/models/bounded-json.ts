const mostBytes = 64 << 20
/** Objects and arrays at most: each takes far more memory than the two characters that it can be written with. */
const mostContainers = 2_000_000

/** Parses JSON that a stranger wrote; undefined where it is none, has more than 64 MiB or more than 2,000,000 objects and arrays. */
export function boundedJson(json: Buffer | string): unknown {
  const bytes = typeof json === 'string' ? Buffer.from(json) : json
  if (bytes.length > mostBytes) return undefined
  let containers = 0
  for (const byte of bytes) if (byte === 0x5b || byte === 0x7b) containers += 1
  if (containers > mostContainers) return undefined
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
