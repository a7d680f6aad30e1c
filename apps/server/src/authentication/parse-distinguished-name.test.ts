import { expect, it } from 'vitest';
import { isSameName } from './is-same-name.js';
import { parseDistinguishedName } from './parse-distinguished-name.js';

const same = (left: string, right: string) => {
  const [one, other] = [parseDistinguishedName(left), parseDistinguishedName(right)];
  return one !== undefined && other !== undefined && isSameName(one, other);
};

it.each([
  ['as it is', 'CN=jumpcloud,O=Example', 'CN=jumpcloud,O=Example'],
  ['with spaces after commas', 'CN=jumpcloud, O=Example', 'CN=jumpcloud,O=Example'],
  ['with spaces around everything', ' CN = jumpcloud , O = Example ', 'CN=jumpcloud,O=Example'],
  ['in the order of the certificate', 'C=DE, O=Example, CN=jumpcloud', 'CN=jumpcloud,O=Example,C=DE'],
  ['in another case', 'cn=JumpCloud,o=EXAMPLE', 'CN=jumpcloud,O=Example'],
  ['with an escaped comma', 'CN=a,O=Example\\, Inc.', 'CN=a,O="Example, Inc."'],
  ['with a comma as hexadecimal', 'CN=a,O=Example\\2C Inc.', 'CN=a,O=Example\\, Inc.'],
  ['with UTF-8 as hexadecimal', 'CN=M\\C3\\BCller', 'CN=Müller'],
  ['with a letter and its accent apart', 'CN=Mu\u0308ller', 'CN=Müller'],
  ['with OIDs', '2.5.4.3=a,OID.2.5.4.10=b', 'CN=a,O=b'],
  ['with another name of a type', 'emailAddress=a@b.example,CN=a', 'E=a@b.example,CN=a'],
  ['with semicolons', 'CN=a;O=b', 'CN=a,O=b'],
  ['with two values in one part', 'CN=a+UID=7,O=b', 'UID=7+CN=a,O=b'],
  ['with white space squeezed', 'CN=a  b', 'CN=a b'],
  ['as encoded bytes', 'CN=#0C0161', 'CN=#0c0161'],
])('is the same %s', (_case, left, right) => {
  expect(same(left, right)).toBe(true);
});

it.each([
  ['more parts', 'CN=jumpcloud,O=Example', 'CN=jumpcloud'],
  ['parts in a third order', 'CN=a,O=b,C=c', 'O=b,CN=a,C=c'],
  ['a value that looks like parts', 'CN=jumpcloud\\,O=Example', 'CN=jumpcloud,O=Example'],
  ['a part that is two values of one', 'CN=a+O=b', 'CN=a,O=b'],
  ['bytes that are written as text', 'CN=\\#0c0161', 'CN=#0c0161'],
  ['a type of another name', 'OU=jumpcloud', 'CN=jumpcloud'],
])('is another with %s', (_case, left, right) => {
  expect(same(left, right)).toBe(false);
});

it.each(['', 'jumpcloud', '/C=DE/CN=jumpcloud', 'CN=a,', 'CN=a,,O=b', 'CN="a', 'CN=a\\', ',', 'CN=a"b"', '=a'])(
  '%j is no name',
  (text) => {
    expect(parseDistinguishedName(text)).toBeUndefined();
  },
);

it('that is longer than any certificate has is none, and takes no time', () => {
  expect(parseDistinguishedName(`CN=${' '.repeat(16_000)}`)).toBeUndefined();
});
