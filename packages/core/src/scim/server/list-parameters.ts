/** The parameters of a list, by name: of a query string, or of a search that was posted (RFC 7644 §3.4.3), numbers as text, lists between commas. */
export type ListParameters = Readonly<Record<string, string | undefined>>;

/** Of what is given twice the first counts. */
export function listParameters(query: URLSearchParams): ListParameters {
  return Object.fromEntries([...query].reverse());
}
