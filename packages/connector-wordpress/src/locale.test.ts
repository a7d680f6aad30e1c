import { expect, test } from 'vitest';
import { chooseLocale, fromLocale, toLocale } from './locale.js';

test.each([
  ['en-US', 'en_US'],
  ['de', 'de'],
  ['pt-br', 'pt_BR'],
  ['de-DE-formal', 'de_DE_formal'],
  ['fr-CH, fr;q=0.9, en;q=0.8', 'fr_CH'],
  ['*', undefined],
  ['', undefined],
  [7, undefined],
])('the language tag %j is the locale %j', (tag, locale) => {
  expect(toLocale(tag)).toBe(locale);
});

test.each([
  ['de_DE', ['', 'en_US', 'de_DE'], 'de_DE'],
  ['de', ['', 'en_US', 'de_AT', 'de_DE'], 'de_DE'],
  ['ja_JP', ['', 'en_US', 'ja'], 'ja'],
  ['pt', ['', 'en_US', 'pt_BR'], 'pt_BR'],
  ['zh_TW', ['', 'en_US', 'zh_CN'], undefined],
  ['en_GB', ['', 'en_US'], undefined],
  ['DE_de', ['', 'de_DE'], 'de_DE'],
])('of what the site has, %j is served by %j: %j', (desired, installed, chosen) => {
  expect(chooseLocale(desired, installed)).toBe(chosen);
});

test('a locale becomes a language tag again', () => {
  expect([fromLocale('de_DE'), fromLocale(''), fromLocale(undefined)]).toEqual(['de-DE', undefined, undefined]);
});
