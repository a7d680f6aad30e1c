/** E-mail addresses and log-ins are compared without regard to case. */
export function sameWithoutCase(desired: unknown, remote: unknown): boolean {
  return String(desired).trim().toLowerCase() === String(remote).trim().toLowerCase();
}

/** By SCIM a number comes as a URI (`tel:+1-555-555-5555`, recorded); JumpCloud's own API holds it plainly. */
export function toPhoneNumber(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().replace(/^tel:/i, '') : value;
}

export function samePhoneNumber(desired: unknown, remote: unknown): boolean {
  return toPhoneNumber(desired) === toPhoneNumber(remote);
}
