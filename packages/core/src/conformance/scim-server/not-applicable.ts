/** A requirement turned out not to concern this server; the message says why. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
}
