/** Its relative names in the order as written; each a list of `type=value`, sorted, in a form that compares. */
export type DistinguishedName = readonly (readonly string[])[];

/** Characters; certificates of this world have names of some hundred. */
const longest = 1_024;
/** One `type=value` and what ends it: RFC 4514, with the quotes and semicolons of RFC 2253 and 1779. */
const part =
  /\s*(?:OID\.)?([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"\s*|#([0-9A-Fa-f]+)\s*|((?:[^,;+"\\]|\\.)*))([,;+]|$)/isy;

/** Names that programs write differently, and OIDs of those that have a name. */
const names: Readonly<Record<string, string>> = {
  '0.9.2342.19200300.100.1.1': 'uid',
  '0.9.2342.19200300.100.1.25': 'dc',
  '1.2.840.113549.1.9.1': 'email',
  '2.5.4.3': 'cn',
  '2.5.4.4': 'sn',
  '2.5.4.5': 'serialnumber',
  '2.5.4.6': 'c',
  '2.5.4.7': 'l',
  '2.5.4.8': 'st',
  '2.5.4.9': 'street',
  '2.5.4.10': 'o',
  '2.5.4.11': 'ou',
  '2.5.4.12': 'title',
  '2.5.4.42': 'givenname',
  commonname: 'cn',
  countryname: 'c',
  domaincomponent: 'dc',
  e: 'email',
  emailaddress: 'email',
  gn: 'givenname',
  localityname: 'l',
  organizationalunitname: 'ou',
  organizationname: 'o',
  s: 'st',
  stateorprovincename: 'st',
  surname: 'sn',
  userid: 'uid',
};

/**
 * A distinguished name as text; undefined for what is none. Values compare without case and with white space squeezed, as X.520 has it for
 * names. OpenSSL's old form (`/C=DE/CN=x`) is none: a slash within a value would look like the next part.
 */
export function parseDistinguishedName(text: string): DistinguishedName | undefined {
  if (text.length > longest) return undefined;
  const name: string[][] = [];
  let relative: string[] = [];
  for (part.lastIndex = 0; ; ) {
    const found = part.exec(text);
    if (!found) return undefined;
    const [, type = '', quoted, hex, plain = '', end] = found;
    const key = names[type.toLowerCase()] ?? type.toLowerCase();
    relative.push(hex === undefined ? `${key}=${normalize(quoted ?? plain)}` : `${key}#${hex.toLowerCase()}`);
    if (end === '+') continue;
    name.push(relative.sort());
    relative = [];
    if (end === '') return name;
  }
}

function normalize(value: string): string {
  return value
    .replace(/((?:\\[0-9A-Fa-f]{2})+)|\\(.)/gs, (_, bytes: string | undefined, character: string) =>
      bytes === undefined ? character : Buffer.from(bytes.replaceAll('\\', ''), 'hex').toString('utf8'),
    )
    .normalize('NFC')
    .toLowerCase()
    .trim()
    .replace(/\s+/g, ' ');
}
