/** A column name as an SQL identifier, whatever characters it holds. The only place where names enter a query. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as an SQL string literal, for the few places where a query takes no parameter. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
