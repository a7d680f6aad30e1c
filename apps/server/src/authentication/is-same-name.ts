import type { DistinguishedName } from './parse-distinguished-name.js';

/** Whether both are the same, also where one program writes the parts in the order of the certificate and the other backwards. */
export function isSameName(left: DistinguishedName, right: DistinguishedName): boolean {
  const [one, other, reversed] = [left, right, [...right].reverse()].map((name) => JSON.stringify(name));
  return one === other || one === reversed;
}
