/** A path in one line, cut at its start where it doesn't fit so that the file's name stays; whole as tooltip. */
export function PathText({ path }: { path: string }) {
  return (
    <span className="path-text mono" title={path}>
      <bdi>{path}</bdi>
    </span>
  )
}
