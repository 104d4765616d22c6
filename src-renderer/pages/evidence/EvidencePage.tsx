/** What was found in the folder, and how it is read. */
export function EvidencePage() {
  return <h1>What evidence is there?</h1>
}
