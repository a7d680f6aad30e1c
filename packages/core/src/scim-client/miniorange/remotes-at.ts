/** The remote names that stand at these SCIM paths. */
export function remotesAt(places: Readonly<Record<string, string>>, wanted: readonly string[]): readonly string[] {
  return Object.entries(places).flatMap(([remote, place]) => (wanted.includes(place) ? [remote] : []));
}
