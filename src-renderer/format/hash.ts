/** A hash in groups of four: the first `digits` of it, all of it where `digits` is left out. */
export function formatHash(sha256: string, digits = sha256.length): string {
  return (sha256.slice(0, digits).match(/.{1,4}/g) ?? []).join(' ')
}

/** A run id or another long name, cut in the middle: "f5f0003602ae…2304". Names up to 18 characters stay whole. */
export function shortenMiddle(text: string, head = 12, tail = 4): string {
  return text.length <= head + tail + 2 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`
}
