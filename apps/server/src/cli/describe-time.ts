/** Milliseconds since 1970 as people and programs read them. */
export function describeTime(at: number): string {
  return new Date(at).toISOString();
}
