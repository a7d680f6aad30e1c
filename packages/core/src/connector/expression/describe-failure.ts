import { ExpressionError } from './expression-error.js';
import { limits } from './limits.js';

/** JSONata throws plain objects, and the engine its own errors: what either means to the person who wrote the expression. */
export function describeFailure(error: unknown): ExpressionError {
  if (error instanceof ExpressionError) return error;
  const { code, message, position } = readFailure(error);
  const known = code === undefined ? undefined : limitMessages[code];
  if (known !== undefined) return new ExpressionError(known, { cause: error });
  if (error instanceof RangeError) {
    return new ExpressionError('it grew too large, or calls itself too deeply. Make it simpler.', { cause: error });
  }
  // What `$error` and `$assert` say, the author of the expression says.
  const place = position === undefined || code === 'D3137' || code === 'D3141' ? '' : `at character ${position}: `;
  return new ExpressionError(`${place}${message.replace(/\s+/g, ' ').replace(/[.:\s]*$/, '')}.`, { cause: error });
}

const limitMessages: Readonly<Record<string, string>> = {
  D1011: `it calls itself more than ${limits.stack} deep. Does it ever end?`,
  D1012: `it took longer than ${limits.timeout} ms. Make it simpler.`,
  D2014: `it makes a list of more than ${limits.sequence} values. Make it shorter.`,
  D2015: `it makes a list of more than ${limits.sequence} values. Make it shorter.`,
};

interface Failure {
  readonly code?: string;
  readonly message: string;
  readonly position?: number;
}

function readFailure(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const position = 'position' in error && typeof error.position === 'number' ? error.position : undefined;
  return {
    message: 'message' in error && typeof error.message === 'string' ? error.message : 'it failed',
    ...(code !== undefined && { code }),
    ...(position !== undefined && { position }),
  };
}
