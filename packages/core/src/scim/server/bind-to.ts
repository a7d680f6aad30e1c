/** What a cursor is good for: one client's one question. What is shown of the resources may differ. */
export function bindTo(question: readonly unknown[]): string {
  // An attribute is told by its path.
  return JSON.stringify(question, (name, value: unknown) => (name === 'attribute' ? undefined : value));
}
