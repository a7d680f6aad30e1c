const secretName = /passw|secret|token|api_?key|credential/i;

/** Whether a field's values are shown nowhere: neither in the history nor in a preview. */
export function isMasked(field: string): boolean {
  return secretName.test(field);
}

/** A value as it may be shown: one whose field is named like a secret is not. */
export function maskSecret(field: string, value: unknown): unknown {
  return isMasked(field) ? '[redacted]' : value;
}
