import { ExpressionError } from './expression-error.js';
import { limits } from './limits.js';

/** Even a harmless regular expression takes time that grows with a power of the text's length. */
export class BoundedRegExp extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    if (text.length > limits.matched) {
      throw new ExpressionError(
        `a regular expression is tried on a text of more than ${limits.matched} characters. Cut it with $substring first.`,
      );
    }
    return super.exec(text);
  }
}
