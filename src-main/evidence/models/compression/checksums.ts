/** The register of CRC-64/XZ as two halves, by byte: polynomial 0x42F0E1EBA9EA3693, reflected (ECMA-182). */
const crc64Tables = tablesOf(0xc96c5795, 0xd7870f42)

function tablesOf(polynomialHigh: number, polynomialLow: number): { high: Uint32Array; low: Uint32Array } {
  const high = new Uint32Array(256)
  const low = new Uint32Array(256)
  for (let byte = 0; byte < 256; byte++) {
    let upper = 0
    let lower = byte
    for (let bit = 0; bit < 8; bit++) {
      const odd = (lower & 1) === 1
      lower = (lower >>> 1) | ((upper & 1) << 31)
      upper >>>= 1
      if (odd) {
        upper ^= polynomialHigh
        lower ^= polynomialLow
      }
    }
    high[byte] = upper
    low[byte] = lower
  }
  return { high, low }
}

/** CRC-64 as xz uses it; of the text "123456789" it is 0x995dc9bbdf1939fa. */
export function crc64(bytes: Uint8Array): bigint {
  let high = 0xffffffff
  let low = 0xffffffff
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff
    low = ((low >>> 8) | (high << 24)) ^ (crc64Tables.low[index] ?? 0)
    high = (high >>> 8) ^ (crc64Tables.high[index] ?? 0)
  }
  return (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0)
}

const primes = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1] as const

/** xxHash32 with seed 0, as LZ4 frames use it (xxHash specification 0.1.1); of no bytes it is 0x02cc5d05. */
export function xxHash32(bytes: Buffer): number {
  const [first, second, third, fourth, fifth] = primes
  let at = 0
  let hash: number
  if (bytes.length >= 16) {
    const lanes: [number, number, number, number] = [(first + second) | 0, second | 0, 0, -first | 0]
    for (; at + 16 <= bytes.length; at += 16) {
      for (let lane = 0; lane < 4; lane++) {
        lanes[lane] = Math.imul(rotated((lanes[lane] ?? 0) + Math.imul(bytes.readUInt32LE(at + 4 * lane), second), 13), first)
      }
    }
    hash = rotated(lanes[0], 1) + rotated(lanes[1], 7) + rotated(lanes[2], 12) + rotated(lanes[3], 18)
  } else {
    hash = fifth
  }
  hash = (hash + bytes.length) | 0
  for (; at + 4 <= bytes.length; at += 4) hash = Math.imul(rotated(hash + Math.imul(bytes.readUInt32LE(at), third), 17), fourth)
  for (; at < bytes.length; at++) hash = Math.imul(rotated(hash + Math.imul(bytes.readUInt8(at), fifth), 11), first)
  hash = Math.imul(hash ^ (hash >>> 15), second)
  hash = Math.imul(hash ^ (hash >>> 13), third)
  return (hash ^ (hash >>> 16)) >>> 0
}

function rotated(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}
