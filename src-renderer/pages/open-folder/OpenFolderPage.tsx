/** Where a person says which folder holds the evidence. */
export function OpenFolderPage() {
  return <h1>Which folder holds the evidence?</h1>
}
