import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findWarnings } from '../connectors/find-warnings.js';
import { loadHostConfiguration } from '../connectors/load-host-configuration.js';
import { newFolder } from '../testing/new-folder.js';
import { ConfigurationError } from './problem.js';

const environment = { LONG: 'a-token-that-is-long-enough', SHORT: 'short', ODD: 'two words' };

function load(events: unknown) {
  const folder = newFolder();
  const file = { clients: { idp: { tokens: [{ env: 'LONG' }] } }, events };
  writeFileSync(join(folder, 'linkspan.yaml'), JSON.stringify(file));
  return loadHostConfiguration({ environment, folder });
}

async function problemsOf(events: unknown): Promise<readonly string[]> {
  const reason = await load(events).catch((error: unknown) => error);
  if (!(reason instanceof ConfigurationError)) throw new Error(`not refused: ${reason}`);
  return reason.problems.map(({ path, message, remedy }) => `${path} ${message}. ${remedy}`);
}

const https = 'https://siem.example.com/events';

it('receivers are refused with every problem at once', async () => {
  expect(
    await problemsOf({
      nothing: {},
      other: { delivery: 'mail' },
      plain: { delivery: 'push', url: 'http://siem.example.com/events' },
      strange: { delivery: 'push', url: https, tokens: [{ env: 'LONG' }] },
      types: { delivery: 'push', url: https, types: ['create', 'create'] },
      wrong: { delivery: 'push', url: https, types: ['update'] },
      open: { delivery: 'poll', tokens: [] },
      short: { delivery: 'poll', tokens: [{ env: 'LONG' }, { env: 'SHORT' }] },
      unset: { delivery: 'push', url: https, token: { env: 'NONE' } },
      odd: { delivery: 'push', url: https, token: { env: 'ODD' } },
      where: { delivery: 'push', url: https, directory: 'mian' },
    }),
  ).toEqual([
    'events.nothing.delivery is missing. Write delivery: push, with a url, or delivery: poll, with tokens.',
    'events.other.delivery cannot be "mail". Write delivery: push, with a url, or delivery: poll, with tokens.',
    'events.plain.url cannot be "http://siem.example.com/events". Write an https:// address, such as "https://siem.example.com/events". Plain http:// is for this machine only (127.0.0.1, localhost).',
    'events.strange.tokens does not go with the other keys there. Remove it, or write another form of this section.',
    'events.types.types cannot be a list. Name each once, of: create, put, patch, activate, deactivate, delete.',
    'events.wrong.types.0 cannot be "update". Write one of: create, put, patch, activate, deactivate, delete.',
    'events.open.tokens cannot be an empty list. Name at least one: { env: NAME } or { file: path }. Two let the receiver change over.',
    'events.where.directory names the directory "mian", which does not exist. Did you mean main?',
    'events.short.tokens.1 is shorter than 24 characters. Make one with "openssl rand -hex 32".',
    'events.unset.token needs the environment variable NONE, which is not set. Set NONE for the process that runs linkspan.',
    'events.odd.token has something in it that no header can carry. Write the token alone, without "Bearer" or white space.',
  ]);
});

it('receivers are told apart, notices of everything by default', async () => {
  const loaded = await load({
    siem: { delivery: 'push', url: 'http://127.0.0.1:9000/', token: { env: 'SHORT' } },
    poller: { delivery: 'poll', tokens: [{ env: 'LONG' }], types: ['delete'], include: 'full', audience: 'them' },
  });
  const types = ['create', 'put', 'patch', 'activate', 'deactivate', 'delete'];
  expect(loaded.events).toEqual([
    {
      name: 'siem',
      directory: 'main',
      delivery: 'push',
      url: 'http://127.0.0.1:9000/',
      token: 'short',
      types,
      include: 'notice',
    },
    {
      name: 'poller',
      directory: 'main',
      delivery: 'poll',
      tokens: [environment.LONG],
      types: ['delete'],
      include: 'full',
      audience: 'them',
    },
  ]);
  expect(findWarnings(loaded, 0)).toMatchObject([{ path: 'events', remedy: expect.stringContaining('publicUrl') }]);
});
