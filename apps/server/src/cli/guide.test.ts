import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { newFolder } from '../testing/new-folder.js';
import { guide } from './guide.js';

/** A connector of these parts, as a package beside the configuration. */
async function stepsOf(parts: string): Promise<readonly string[]> {
  const folder = newFolder();
  const home = join(folder, 'node_modules', '@acme', 'intranet');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), JSON.stringify({ type: 'module', exports: './index.js' }));
  const source = `
import { z } from 'zod';
export default { apiVersion: 1, name: 'intranet', title: 'It', config: z.strictObject({}), ${parts} };`;
  writeFileSync(join(home, 'index.js'), source);
  const clients = { intranet: { connector: '@acme/intranet' } };
  writeFileSync(join(folder, 'linkspan.yaml'), JSON.stringify({ clients }));
  const terminal = { ...createTestTerminal(), folder };
  expect(await guide(terminal, 'intranet', { json: true })).toBe(0);
  const { steps } = JSON.parse(terminal.lines.join('\n'));
  return steps.map(({ title }: { readonly title: string }) => title);
}

const guideOf = (title: string) => `guide: [{ title: '${title}', text: '' }]`;

it.each([
  ['only pushes', guideOf('push'), ['push']],
  [
    'is an application, and pushes in another way',
    `${guideOf('make an account')}, pushed: { ${guideOf('push')} }`,
    ['push'],
  ],
  ['says nothing', '', ['Enter base URL and token at the identity provider', 'Provision somebody']],
])('the guide of a client whose vendor %s is about pushing', async (_what, parts, titles) => {
  expect(await stepsOf(parts)).toEqual(titles);
});
