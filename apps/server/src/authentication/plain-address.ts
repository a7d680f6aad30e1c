/** An IP address without its zone, and as IPv4 where it is one in IPv6's clothes (`::ffff:203.0.113.7`, of a socket that takes both). */
export function plainAddress(address: string): string {
  const [plain = ''] = address.split('%');
  const [, dotted, high, low] =
    /^(?:::|(?:0{1,4}:){5})ffff:(?:([\d.]+)|([\da-f]{1,4}):([\da-f]{1,4}))$/i.exec(plain) ?? [];
  if (dotted !== undefined) return dotted;
  if (high === undefined || low === undefined) return plain;
  const [left, right] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [left >> 8, left & 255, right >> 8, right & 255].join('.');
}
