import type { InboxItem } from '@linkspan/core';
import { quoteArgument } from './quote-argument.js';

/** Of one application, by one guard. */
export type HeldItems = readonly [InboxItem, ...InboxItem[]];

/** The commands that decide what waits there, with the first of them as the example. */
export function suggestDecision([{ application, label, hold }]: HeldItems, command: string): string {
  const name = quoteArgument(application);
  if (hold.guard === 'conflict') {
    const one = `${command} resolve ${name} ${quoteArgument(label)}`;
    return `One: ${one} --take directory  or: ${one} --take application  Of some attributes only: name them behind it`;
  }
  const who = 'account' in hold && hold.guard === 'new-account' ? hold.account : label;
  return [
    `One: ${command} approve ${name} ${quoteArgument(who ?? label)}`,
    `All of these: ${command} approve ${name} --guard ${quoteArgument(hold.guard)}`,
    `No: ${refusalOf(hold)}`,
  ].join('  ');
}

/** What an adopted account keeps it keeps without anybody saying so. */
function refusalOf({ guard }: InboxItem['hold']): string {
  if (guard === 'withheld') return 'nothing to do; unlink lets go of the account';
  if (guard === 'new-account') return 'reject instead of approve, and it is not spoken of again';
  if (guard === 'gone') return 'reject instead of approve, and no other account is made';
  return 'reject instead of approve';
}
