import { ConnectorError } from '@linkspan/core';
import { expect, test } from 'vitest';
import { createLanguageChooser } from './choose-language.js';
import type { Attributes } from './user-body.js';

function siteWith(...languages: readonly string[]) {
  const sent: Attributes[] = [];
  const write = async (attributes: Attributes) => {
    sent.push(attributes);
    const { preferred_langcode: langcode } = attributes;
    if (langcode === undefined || languages.includes(String(langcode))) return;
    throw new ConnectorError('invalid', 'no valid choice', { field: 'preferred_langcode' });
  };
  return { sent, write };
}

const wanted = { name: 'anna', preferred_langcode: 'pt-br' };

test('a language that was refused is not tried again for a while, and is later', async () => {
  let now = 0;
  const inLanguage = createLanguageChooser(() => now);
  const first = siteWith('en');
  await inLanguage(wanted, first.write);
  expect(first.sent.map(({ preferred_langcode }) => preferred_langcode)).toEqual(['pt-br', 'pt', undefined]);
  const second = siteWith('en');
  await inLanguage(wanted, second.write);
  expect(second.sent).toEqual([{ name: 'anna' }]);
  now = 2 * 60 * 60_000;
  const third = siteWith('en', 'pt-br');
  await inLanguage(wanted, third.write);
  expect(third.sent).toEqual([wanted]);
});

test('where a language was all, and the site has none that is near, nothing is written', async () => {
  const { sent, write } = siteWith('en');
  const inLanguage = createLanguageChooser(() => 0);
  await inLanguage({ preferred_langcode: 'de' }, write);
  await inLanguage({ preferred_langcode: 'de' }, write);
  expect(sent).toHaveLength(1);
});

test('any other refusal is the caller’s', async () => {
  const taken = new ConnectorError('conflict', 'taken', { field: 'name' });
  await expect(createLanguageChooser(() => 0)(wanted, () => Promise.reject(taken))).rejects.toBe(taken);
});
