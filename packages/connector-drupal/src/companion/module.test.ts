import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { powers } from '../roles.js';

const folder = fileURLToPath(new URL('../../companion/linkspan/', import.meta.url));
const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
const texts = await Promise.all(
  files.map(async ({ parentPath, name }) => ({ name, text: await readFile(join(parentPath, name), 'utf8') })),
);

/** miniOrange's plugins swallow every such request. */
test('no address in the companion has /scim in it', () => {
  expect(texts.map(({ name }) => name)).toContain('linkspan.routing.yml');
  expect(texts.filter(({ text }) => /\/scim/i.test(text)).map(({ name }) => name)).toEqual([]);
});

test('the companion has the version of the package that it comes with', async () => {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(texts.find(({ name }) => name === 'linkspan.info.yml')?.text).toContain(`\nversion: ${version}\n`);
});

test('every file of PHP asks for strict types', () => {
  const php = texts.filter(({ name }) => /\.(php|module|install)$/.test(name));
  expect(php.length).toBeGreaterThan(15);
  expect(php.filter(({ text }) => !text.includes('declare(strict_types=1);')).map(({ name }) => name)).toEqual([]);
});

test('the companion knows the same powers as the connector', () => {
  const text = texts.find(({ name }) => name === 'Protection.php')?.text ?? '';
  const [, list = ''] = /const POWERS = \[(.*?)\];/s.exec(text) ?? [];
  expect([...list.matchAll(/'([^']+)'/g)].map(([, name]) => name)).toEqual(powers);
});
