import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { parseSubnet } from '../config/parse-subnet.js';
import { plainAddress } from './plain-address.js';

/** Whether an address is one of these or within them. Absent: every address is. An address that is not known is not. */
export function createAllowList(subnets: readonly string[] | undefined): (address: string | undefined) => boolean {
  if (subnets === undefined) return () => true;
  const list = new BlockList();
  for (const text of subnets) {
    const subnet = parseSubnet(text);
    if (subnet) list.addSubnet(subnet.address, subnet.bits, subnet.family);
  }
  return (address) => {
    const plain = plainAddress(address ?? '');
    if (isIPv4(plain)) return list.check(plain, 'ipv4');
    return isIPv6(plain) && list.check(plain, 'ipv6');
  };
}
