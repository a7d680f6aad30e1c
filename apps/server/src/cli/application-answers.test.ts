import type { Account, Orchestrator } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import { createTestHost } from '../testing/create-test-host.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import type { ExitCode } from './exit-code.js';
import { link } from './link.js';
import type { OperatorHost } from './operator-host.js';
import { pause } from './pause.js';
import { pull } from './pull.js';
import { resolve } from './resolve.js';
import { resume } from './resume.js';
import { retry } from './retry.js';
import type { Terminal } from './terminal.js';
import { unlink } from './unlink.js';
import { unmanaged } from './unmanaged.js';

type Command = (terminal: Terminal, host: OperatorHost) => Promise<ExitCode>;

async function* accounts(...listed: readonly Account[]) {
  yield* listed;
}

const linkAda: Command = (terminal, host) => link(terminal, host, 'blog', 'ada', '7', {});
const unlinkAda: Command = (terminal, host) => unlink(terminal, host, 'blog', 'ada', {});
const resumeBlog: Command = (terminal, host) => resume(terminal, host, 'blog', {});
const resolveAda: Command = (terminal, host) =>
  resolve(terminal, host, 'blog', 'ada', ['title'], { take: 'directory' });
const pullBlog: Command = (terminal, host) => pull(terminal, host, 'blog', {});
const showUnmanaged: Command = (terminal, host) => unmanaged(terminal, host, 'blog', {});

describe('an operator is told', () => {
  it.each<[string, Command, Partial<Orchestrator>, ExitCode, string]>([
    [
      'of what was decided',
      resolveAda,
      { resolve: async () => 1 },
      0,
      'Decided for the directory: 1 attribute. It is done with the next look at the account, which is due now.',
    ],
    [
      'that nothing was there to decide',
      resolveAda,
      { resolve: async () => 0 },
      1,
      '! linkspan: title of ada waits for no such decision. See "linkspan inbox blog".',
    ],
    ['of a pull', pullBlog, { pull: async () => ({}) }, 0, 'blog was asked.'],
    [
      'why it was not asked',
      pullBlog,
      { pull: async () => ({ refused: 'blog is paused' }) },
      1,
      '! linkspan: blog was not asked: blog is paused',
    ],
    ['of a link', linkAda, { link: async () => 'linked' }, 0, "Account 7 at blog is ada's now"],
    [
      'why nothing was linked',
      linkAda,
      { link: async () => ({ refused: 'it is protected' }) },
      1,
      '! linkspan: nothing was linked: it is protected.',
    ],
    ['of nobody to link', linkAda, { link: async () => 'unknown' }, 1, '! linkspan: there is no ada in the directory.'],
    ['of an unlink', unlinkAda, { unlink: async () => 'unlinked' }, 0, 'The account of ada is theirs no longer'],
    ['of nothing to unlink', unlinkAda, { unlink: async () => 'not-linked' }, 0, 'ada has no account there.'],
    [
      'of nobody to unlink',
      unlinkAda,
      { unlink: async () => 'unknown' },
      1,
      '! linkspan: there is no ada in the directory.',
    ],
    [
      'of a pause, and how to end it',
      (terminal, host) => pause(terminal, host, 'blog', { reason: 'a migration' }),
      { pause: async (_, reason) => expect(reason).toBe('a migration.') },
      0,
      'Go on: linkspan resume blog',
    ],
    ['of a resume', resumeBlog, { resume: async () => 'resumed' }, 0, 'blog runs again.'],
    ['that it was not paused', resumeBlog, { resume: async () => 'not-paused' }, 0, 'blog was not paused.'],
    [
      'why it stays halted',
      resumeBlog,
      { resume: async () => ({ refused: 'it is halted.' }) },
      1,
      '! linkspan: blog was not resumed: it is halted.',
    ],
    [
      'of retries',
      (terminal, host) => retry(terminal, host, 'blog', undefined, {}),
      { retry: async () => 3 },
      0,
      '3 are tried again',
    ],
    [
      'that nobody is parked',
      (terminal, host) => retry(terminal, host, 'blog', undefined, {}),
      { retry: async () => 0 },
      0,
      'Nobody is parked at blog.',
    ],
    [
      'of nobody to retry',
      (terminal, host) => retry(terminal, host, 'blog', 'x y', {}),
      { retry: async () => 0 },
      1,
      `See "linkspan explain 'x y'".`,
    ],
    [
      'of accounts that are nobody’s',
      showUnmanaged,
      {
        unmanaged: () =>
          accounts({
            id: '1',
            identity: '1',
            fields: { login: 'root', password: 'x' },
            protected: 'the last administrator',
          }),
      },
      0,
      '  1       login root  password [redacted]  protected: the last administrator',
    ],
    [
      'that all are somebody’s',
      showUnmanaged,
      { unmanaged: () => accounts() },
      0,
      'Every account at blog belongs to somebody',
    ],
  ])('%s', async (_case, command, orchestrator, code, text) => {
    const terminal = createTestTerminal();
    expect(await command(terminal, createTestHost(orchestrator))).toBe(code);
    expect(terminal.lines.join('\n')).toContain(text);
  });

  it('of an application that is not there, with the near one', async () => {
    const command = resume(createTestTerminal(), createTestHost(), 'bolg', {});
    await expect(command).rejects.toThrow('there is no application "bolg". Did you mean blog?');
  });
});
