const marker = Symbol.for('linkspan.stranger');

/** Somebody else answers where the linked account or site was: a restored backup, a URL moved elsewhere. Nothing may be written. */
export class StrangerError extends Error {
  override readonly name = 'StrangerError';
  readonly [marker] = true;

  static is(error: unknown): error is StrangerError {
    return typeof error === 'object' && error !== null && marker in error;
  }
}
