const secretName = /passw|secret|token|api_?key|credential/i;

/** A value as it may be shown: one whose field is named like a secret is not. */
export function maskSecret(field: string, value: unknown): unknown {
  return secretName.test(field) ? '[redacted]' : value;
}
