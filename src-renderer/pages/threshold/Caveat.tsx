const inSample = 'Chosen and judged on the same rows.'

/** The caveat of an answer; what is in-sample carries its badge. */
export function Caveat({ text }: { text: string }) {
  const at = text.indexOf(inSample)
  if (at < 0) return <>{text}</>
  return (
    <>
      {text.slice(0, at)}
      <span className="badge in-sample" data-kind="unknown">
        <span aria-hidden>?</span> In-sample
      </span>{' '}
      {text.slice(at)}
    </>
  )
}
