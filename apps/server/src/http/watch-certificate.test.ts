import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { newFolder } from '../testing/new-folder.js';
import { startTestServer } from '../testing/start-test-server.js';

const fixture = (name: string) => fileURLToPath(new URL(`./__fixtures__/${name}`, import.meta.url));

async function serialOf(url: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const { serialNumber } = socket.getPeerCertificate();
  socket.destroy();
  return serialNumber;
}

it('a renewed certificate is used without a restart, and half of one is not', async () => {
  const folder = newFolder();
  const tls = { certificate: join(folder, 'chain.pem'), key: join(folder, 'key.pem') };
  const install = (name: string, part: 'certificate' | 'key') =>
    copyFileSync(fixture(`${name}.${part}.pem`), tls[part]);
  install('localhost', 'certificate');
  install('localhost', 'key');
  const lines: string[] = [];
  const log = { write: (line: string) => void lines.push(line) };
  const { url } = await startTestServer({ server: { tls } }, { log, certificateInterval: 20 });
  const first = await serialOf(url);

  install('renewed', 'certificate');
  await expect.poll(() => lines.join('')).toContain('certificate cannot be read again, the old one stays');
  expect(await serialOf(url)).toBe(first);

  install('renewed', 'key');
  await expect.poll(() => lines.join('')).toContain('certificate renewed');
  expect(await serialOf(url)).not.toBe(first);

  install('expired', 'certificate');
  await expect.poll(() => lines.join('')).toContain('certificate needs to be renewed');
  expect(lines.filter((line) => line.includes('cannot be read again'))).toHaveLength(1);
});
