import { expect, test } from 'vitest';
import { fromLangcode, langcodeCandidates, servesLangcode, toLangcode } from './langcode.js';

test.each([
  ['en-US', 'en-us'],
  ['pt_BR', 'pt-br'],
  ['zh-Hant', 'zh-hant'],
  ['de-DE,de;q=0.9,en;q=0.8', 'de-de'],
  ['german', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is %j in Drupal', (tag, langcode) => {
  expect(toLangcode(tag)).toBe(langcode);
});

test.each([
  ['pt-br', 'pt-BR'],
  ['de', 'de'],
  ['zh-hant', 'zh-hant'],
  ['', undefined],
  [null, undefined],
])('%j is %j in the directory', (langcode, tag) => {
  expect(fromLangcode(langcode)).toBe(tag);
});

test('the nearest language comes first', () => {
  expect(langcodeCandidates('zh-hant-hk')).toEqual(['zh-hant-hk', 'zh-hant', 'zh']);
});

test.each([
  ['pt-br', 'pt-br', true],
  ['pt-br', 'pt', true],
  ['pt', 'pt-br', false],
  ['en', 'de', false],
])('%j is served by %j: %j', (desired, langcode, expected) => {
  expect(servesLangcode(desired, langcode)).toBe(expected);
});
