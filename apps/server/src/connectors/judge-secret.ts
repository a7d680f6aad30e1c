/** A configured secret that somebody could guess would stand open to the internet. */
const shortest = 24;

/** What is wrong with a secret that callers prove themselves by; undefined: nothing. */
export function judgeSecret(secret: string): { readonly message: string; readonly remedy: string } | undefined {
  if (secret.length >= shortest && !/\s/.test(secret)) return undefined;
  const message = secret.length < shortest ? `is shorter than ${shortest} characters` : 'has white space in it';
  return { message, remedy: 'Make one with "openssl rand -hex 32".' };
}
