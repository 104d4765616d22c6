import { describe, expect, it } from 'vitest'
import { formatHash, shortenMiddle } from './hash.ts'

const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

describe('hashes, ids and paths', () => {
  it('groups a hash by four, 12 digits or all of them', () => {
    expect(formatHash(sha256, 12)).toBe('e3b0 c442 98fc')
    expect(formatHash(sha256).replaceAll(' ', '')).toBe(sha256)
    expect(formatHash('')).toBe('')
  })

  it('cuts an id in the middle and leaves a short name whole', () => {
    expect(shortenMiddle('f5f0003602ae4b0e9d2304aa11bb2304')).toBe('f5f0003602ae…2304')
    expect(shortenMiddle('final_model')).toBe('final_model')
  })
})
