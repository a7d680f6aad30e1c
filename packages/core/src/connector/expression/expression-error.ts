/** An expression that cannot be read, or fails for a document. The message says what is wrong with it, and what to do. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}
