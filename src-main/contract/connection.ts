/**
 * How a window reaches its engine. Both sides take the names from here.
 *
 * Electron: the page comes from `applicationOrigin`. It makes a MessageChannel and posts `connectMessage` with one
 * port to its own window; the preload hands that port to the engine. The other port speaks oRPC.
 *
 * Browser: the page comes from a loopback origin with `#ticket=...` in its address. It posts the ticket as text to
 * `sessionPath`, gets `{ secret }` (401: the ticket was used or has expired), keeps the secret in the tab's
 * sessionStorage so that a reload works, and opens a WebSocket on `webSocketPath` with the protocols
 * `[webSocketProtocol, secret]`. A refused secret closes the socket before it opens.
 */
export const applicationScheme = 'app'
export const applicationOrigin = 'app://countersign'
export const connectMessage = 'countersign:connect'
export const ticketParameter = 'ticket'
export const sessionPath = '/session'
export const webSocketPath = '/engine'
export const webSocketProtocol = 'countersign.v1'
/** Key of the secret in the tab's sessionStorage. */
export const secretKey = 'countersign.secret'
/**
 * The shells replace this word in index.html with a fresh nonce per page; styles that a library adds carry it:
 * `document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce`.
 */
export const noncePlaceholder = 'COUNTERSIGN-NONCE'
