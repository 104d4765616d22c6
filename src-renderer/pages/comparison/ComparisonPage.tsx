/** Runs side by side, and the verdict on whether they hold the same model. */
export function ComparisonPage() {
  return <h1>Are these the same model?</h1>
}
