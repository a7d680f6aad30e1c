import { expect, test } from 'vitest';
import { newFolder } from '../testing/new-folder.js';
import { openInstallationKey } from './installation-key.js';

const key = openInstallationKey(newFolder(), {});
const sealed = key.seal('hunter2 — ключ', 'tests');

test('what is sealed is read again, and looks different each time', () => {
  expect(key.unseal(sealed, 'tests')).toBe('hunter2 — ключ');
  expect(key.seal('hunter2 — ключ', 'tests')).not.toBe(sealed);
  expect(sealed).not.toContain('hunter2');
});

const [, nonce = '', tag = '', text = ''] = sealed.split('.');
const flip = (part: string) => (part.startsWith('A') ? `B${part.slice(1)}` : `A${part.slice(1)}`);
test.each<[what: string, sealed: string]>([
  ['another nonce', ['v1', flip(nonce), tag, text].join('.')],
  ['another tag', ['v1', nonce, flip(tag), text].join('.')],
  ['another text', ['v1', nonce, tag, flip(text)].join('.')],
  ['a short tag', ['v1', nonce, tag.slice(0, 6), text].join('.')],
  ['another form', ['v2', nonce, tag, text].join('.')],
  ['nothing', ''],
])('with %s it is not read', (_, changed) => {
  expect(key.unseal(changed, 'tests')).toBeUndefined();
});

test('it is not read for another purpose, or with another key', () => {
  expect(key.unseal(sealed, 'other')).toBeUndefined();
  expect(openInstallationKey(newFolder(), {}).unseal(sealed, 'tests')).toBeUndefined();
});
