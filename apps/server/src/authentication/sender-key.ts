import { isIPv6 } from 'node:net';
import { plainAddress } from './plain-address.js';

/** By what a sender is counted: an IPv4 address, or the /64 of an IPv6 one, which one customer has whole. */
export function senderKey(address: string | undefined): string {
  const plain = plainAddress(address ?? '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
