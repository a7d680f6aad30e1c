import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = new URL('../../../../../', import.meta.url);
const example = fileURLToPath(new URL('examples/connector-roster', root));
const page = readFileSync(new URL('docs/writing-a-connector.md', root), 'utf8');

/** A block names its file behind its language; without a name it is to be typed into a shell. */
const blocks = [...page.matchAll(/^```(\w*) ?(\S*)\n(.*?)^```$/gms)].map(([, language, file, text]) => ({
  language,
  file: file ?? '',
  text,
}));
const files = blocks.filter(({ file }) => file !== '');

describe('the page about writing a connector', () => {
  test.each(files)('has $file as the example has it', ({ file, text }) => {
    expect(text).toBe(readFileSync(join(example, file), 'utf8'));
  });

  test('has every file of the example but the vendor itself', () => {
    const all = readdirSync(example, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(example, join(entry.parentPath, entry.name)))
      .filter((file) => !/^(node_modules|dist|server|\.vitest)\/|\.tgz$|package-lock\.json$|^README\.md$/.test(file));
    expect(files.map(({ file }) => file).toSorted()).toEqual(all.toSorted());
  });

  test('says nothing else in a block but what is typed into a shell', () => {
    const others = blocks.filter(({ file, language }) => file === '' && language !== 'sh');
    expect(others).toEqual([]);
  });
});
