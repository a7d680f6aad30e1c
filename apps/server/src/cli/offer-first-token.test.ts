import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { expect, it, onTestFinished } from 'vitest';
import { startServer } from '../main.js';
import { newFolder } from '../testing/new-folder.js';
import { offerFirstToken } from './offer-first-token.js';
import { showWelcome } from './show-welcome.js';

it('where a person reads along, the first token is shown once and written nowhere', async () => {
  const folder = newFolder();
  const server = await startServer({ environment: { PORT: '0' }, folder, log: 'silent' });
  onTestFinished(() => server.stop());
  const lines: string[] = [];
  const terminal = {
    environment: {},
    folder,
    print: (line: string) => void lines.push(line),
    complain: () => undefined,
    write: () => undefined,
    interactive: true,
    command: 'linkspan',
    colors: createColors(false),
  };
  showWelcome(server, await offerFirstToken(server.host, terminal), terminal);
  const token = /shown this once: (\S+)$/m.exec(lines.join('\n'))?.[1];
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${server.url}/scim/jumpcloud/v2/Users`, { headers })).status).toBe(200);
  expect(existsSync(join(folder, 'data', 'first-token.txt'))).toBe(false);
  expect(await offerFirstToken(server.host, terminal)).toBeUndefined();
});
