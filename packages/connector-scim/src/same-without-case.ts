/** For attributes that are not case-exact: RFC 7643 §2.2. */
export function sameWithoutCase(desired: unknown, remote: unknown): boolean {
  return String(desired).trim().toLowerCase() === String(remote).trim().toLowerCase();
}
