/** Marks something that was taken from the folder and that no person has confirmed. */
export function Unconfirmed() {
  return (
    <span className="badge" data-kind="unknown">
      <span aria-hidden>?</span> Assumed, not confirmed
    </span>
  )
}
