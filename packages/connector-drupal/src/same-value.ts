/** Drupal takes names and e-mail addresses for taken whatever their case (D6, D13). */
export function sameWithoutCase(desired: unknown, remote: unknown): boolean {
  return String(desired).toLowerCase() === String(remote).toLowerCase();
}
