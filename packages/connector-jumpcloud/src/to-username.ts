/** JumpCloud's log-ins begin with a letter and know neither spaces nor `@`; 30 characters at most, 20 for Windows. */
const longest = 30;

/**
 * A log-in for what may be an e-mail address: its local part. What is altered never joins two people by itself. Undefined: nothing of it can
 * be a log-in.
 */
export function toUsername(value: unknown): string | undefined {
  const [local = ''] = String(value).split('@');
  const plain = local
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '.')
    .replace(/^[^A-Za-z]+/, '')
    .slice(0, longest)
    .replace(/[.]+$/, '');
  return plain === '' ? undefined : plain;
}

/** A userName need not be an address. */
export function toEmail(value: unknown): string | undefined {
  const text = String(value).trim();
  return /^[^@\s]+@[^@\s]+$/.test(text) ? text : undefined;
}
