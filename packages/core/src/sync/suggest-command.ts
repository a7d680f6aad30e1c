import { quoteArgument } from './quote-argument.js';

/** A command of ours as a message suggests it: `linkspan unlink blog 'ada lovelace'`. */
export function suggestCommand(...words: readonly string[]): string {
  return ['linkspan', ...words.map(quoteArgument)].join(' ');
}
