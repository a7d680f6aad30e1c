import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder } from '../testing/new-folder.js';
import { startTestServer } from '../testing/start-test-server.js';
import { findPublicUrl } from './find-public-url.js';
import { findRunningServer } from './find-running-server.js';
import { noteRunningServer } from './note-running-server.js';

describe('the server that runs on the data', () => {
  it('is found where it really listens, by this user alone, until it stops', async () => {
    const { host, url, stop } = await startTestServer();
    const { configuration } = host;
    expect(findRunningServer(configuration.dataFolder)).toEqual({ pid: process.pid, url });
    expect(findPublicUrl(configuration)).toBe(url);
    const file = join(configuration.dataFolder, 'running.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await stop();
    expect(existsSync(file)).toBe(false);
    expect(findPublicUrl(configuration)).toBe('http://127.0.0.1:0');
  });

  it.each([
    ['that ended without a word', JSON.stringify({ pid: 4_194_304 * 2, url: 'http://127.0.0.1:1' })],
    ['whose word was cut off', '{"pid":'],
  ])('is not one %s', (_case, text) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'running.json'), text);
    expect(findRunningServer(folder)).toBeUndefined();
  });

  it('is the one that started last', () => {
    const folder = newFolder();
    const forgetFirst = noteRunningServer(folder, 'http://127.0.0.1:1');
    noteRunningServer(folder, 'http://127.0.0.1:2');
    forgetFirst();
    expect(findRunningServer(folder)?.url).toBe('http://127.0.0.1:2');
  });

  it('serves where no word can be left', () => {
    expect(() => noteRunningServer('/nowhere', 'http://127.0.0.1:1')()).not.toThrow();
  });
});
