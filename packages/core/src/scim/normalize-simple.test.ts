import { describe, expect, test } from 'vitest';
import type { Json } from './json.js';
import { normalizeSimple } from './normalize-simple.js';
import { type Attribute, defineAttribute } from './schema.js';

const normalize = (type: Attribute['type'], value: Json) =>
  normalizeSimple(defineAttribute({ name: 'a', type }), value, 'a');

describe('a value is taken in another type only where nothing is lost', () => {
  test.each<[Attribute['type'], Json, Json]>([
    ['integer', 5, 5],
    ['integer', '5', 5],
    ['integer', '-17', -17],
    ['decimal', '1.5', 1.5],
    ['decimal', 1.5, 1.5],
    ['string', 1.5, '1.5'],
    ['boolean', 'tRuE', true],
    ['dateTime', '2026-01-31T12:00:00+01:00', '2026-01-31T12:00:00+01:00'],
    ['dateTime', '2024-02-29t12:00', '2024-02-29t12:00'],
    ['reference', '../Users/1', '../Users/1'],
    ['binary', 'MII=', 'MII='],
    ['binary', 'MIIB\r\nCg', 'MIIBCg'],
    ['binary', '-_-_', '-_-_'],
    ['binary', '', ''],
    ['decimal', -0.5, -0.5],
    ['integer', -9007199254740991, -9007199254740991],
    ['string', 'a \u{1f469}\u{1f3fd} \ufffd \u0001', 'a \u{1f469}\u{1f3fd} \ufffd \u0001'],
  ])('%s %j', (type, value, kept) => {
    expect(normalize(type, value)).toBe(kept);
  });

  test.each<[Attribute['type'], Json, string]>([
    ['integer', 1.5, 'a must be a whole number, but a number was sent.'],
    ['integer', '007', 'a must be a whole number, but text was sent.'],
    ['integer', '9007199254740993', 'a must be a whole number'],
    ['integer', '', 'a must be a whole number, but empty text was sent.'],
    ['decimal', '1.50', 'a must be a number, but text was sent.'],
    ['decimal', true, 'a must be a number, but true was sent.'],
    ['string', 2 ** 53, 'a must be text, but a number was sent.'],
    ['boolean', 0, 'a must be true or false'],
    ['dateTime', '31.1.2026', 'a must be a date and time like "2026-01-31T12:00:00Z", but text was sent.'],
    ['dateTime', '2026-02-31T12:00:00Z', 'a must be a date and time'],
    ['dateTime', '2026-01-31T12:61:00Z', 'a must be a date and time'],
    ['dateTime', '2026-13-31T12:00:00Z', 'a must be a date and time'],
    ['dateTime', 0, 'a must be a date and time'],
    ['reference', false, 'a must be an address (a URI, without spaces), but false was sent.'],
    ['string', 'a\u0000b', 'a has a character that cannot be kept: U+0000, or half of a surrogate pair.'],
    ['string', '\ud83d', 'a has a character that cannot be kept'],
    ['reference', 'a\udc69', 'a has a character that cannot be kept'],
    ['binary', 'not base64!', 'a must be text in base64, but text was sent.'],
    ['binary', 'AAAAA', 'a must be text in base64'],
    ['binary', 'AA=A', 'a must be text in base64'],
    ['binary', '+_+_', 'a must be text in base64'],
    ['binary', 5, 'a must be text in base64, but a number was sent.'],
    ['decimal', Number.POSITIVE_INFINITY, 'a must be a number'],
    ['binary', '\ud83d\ud83d\udc69', 'a has a character that cannot be kept'],
  ])('but not %s %j', (type, value, reason) => {
    expect(() => normalize(type, value)).toThrow(reason);
  });
});

describe('a reference into SCIM is an address by its form, and nobody asks whether it leads anywhere', () => {
  const refer = (referenceTypes: readonly string[], value: string) =>
    normalizeSimple(defineAttribute({ name: 'a', type: 'reference', referenceTypes }), value, 'a');

  test.each([
    [['User'], 'https://hub.example.com/scim/v2/Users/1'],
    [['User'], '../Users/nobody'],
    [['uri'], 'urn:acme:thing'],
    [['external'], 'N/A - ask Bob'],
    [['uri', 'external'], 'two words'],
  ])('%j takes %s', (types, value) => {
    expect(refer(types, value)).toBe(value);
  });

  test.each([
    [['User'], 'two words'],
    [['uri'], '<urn:a:b>'],
    [['uri'], 'urn:a:é'],
  ])('%j refuses %s', (types, value) => {
    expect(() => refer(types, value)).toThrow('a must be an address (a URI, without spaces), but text was sent.');
  });
});
