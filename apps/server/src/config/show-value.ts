const secretName = /pass(word|phrase)?|secret|token|key|credential|database/i;
const credentialsInUrl = /:\/\/[^/\s]*@/;

/** A value as a problem may show it: scalars as written, never what is or may be a secret. */
export function showValue(value: unknown, path: readonly PropertyKey[], secret = false): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a group of keys';
  const named = path.some((step) => typeof step === 'string' && secretName.test(step));
  if (secret || named || credentialsInUrl.test(String(value))) return 'what it is (not shown: it may be secret)';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
