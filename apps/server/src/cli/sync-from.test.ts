import type { InboxItem, SyncOptions, SyncReport } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import { createTestHost } from '../testing/create-test-host.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { syncFrom } from './sync-from.js';

const newAccount: InboxItem = {
  application: 'intranet',
  label: 'otto',
  hold: { guard: 'new-account', action: 'import', reason: 'onNew is report', account: '9', since: 0 },
};
const done: SyncReport = { counts: { update: 1 }, unknown: [] };

async function run(
  logins: readonly string[],
  {
    json = false,
    refused,
    reports = {},
    unknown,
    waiting = 0,
  }: {
    json?: boolean;
    refused?: string;
    reports?: Record<string, SyncReport>;
    unknown?: readonly string[];
    waiting?: number;
  } = {},
) {
  const terminal = createTestTerminal();
  const asked: (readonly [string, unknown])[] = [];
  const host = {
    ...createTestHost({
      async pull(...given: readonly unknown[]) {
        asked.push([`pull ${given[0]}`, given[1]]);
        return { ...(refused !== undefined && { refused }), ...(given[1] !== undefined && unknown && { unknown }) };
      },
      inbox: async () => Array.from({ length: waiting }, () => newAccount),
      async sync(application: string, { userNames, onItem }: SyncOptions) {
        asked.push([`sync ${application}`, userNames]);
        onItem?.({ resourceId: '1', label: 'ada', action: 'update', reason: 'differs', fields: ['title'] });
        onItem?.({ resourceId: '2', label: 'eve', action: 'none', reason: 'agrees' });
        return reports[application] ?? done;
      },
    }),
    applications: ['intranet', 'blog', 'wiki'],
    neighboursOf: () => ['blog', 'wiki'],
  };
  const code = await syncFrom(terminal, host, 'intranet', logins, { json });
  return { code, asked, lines: terminal.lines };
}

describe('linkspan sync --from', () => {
  it('asks one application, takes back what is new there, and then makes the others agree', async () => {
    const { code, asked, lines } = await run([]);
    expect(asked).toEqual([
      ['pull intranet', undefined],
      ['sync intranet', undefined],
      ['sync blog', undefined],
      ['sync wiki', undefined],
    ]);
    expect(code).toBe(0);
    expect(lines.slice(0, 6)).toEqual([
      'From intranet:',
      '  update     ada  differs [title]',
      'Done: update 1.',
      'To blog:',
      '  update     ada  differs [title]',
      'Done: update 1.',
    ]);
  });

  it('does so for some people, and tells of whoever needs nothing', async () => {
    const { asked, lines } = await run(['ada', 'eve']);
    expect(asked[0]).toEqual(['pull intranet', { people: ['ada', 'eve'] }]);
    expect(asked.slice(1).map(([, userNames]) => userNames)).toEqual(Array(3).fill(['ada', 'eve']));
    expect(lines).toContain('  none       eve  agrees');
  });

  it('asks for everybody where somebody may be new, and passes on only whom the directory knows by then', async () => {
    const first = { counts: { update: 1 }, unknown: ['nobody'] };
    const { code, asked, lines } = await run(['nina', 'nobody'], {
      unknown: ['nina', 'nobody'],
      reports: { intranet: first },
    });
    expect(asked).toEqual([
      ['pull intranet', { people: ['nina', 'nobody'] }],
      ['pull intranet', undefined],
      ['sync intranet', ['nina', 'nobody']],
      ['sync blog', ['nina']],
      ['sync wiki', ['nina']],
    ]);
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain('nobody');
  });

  it('asks no other application where nobody of these names is in the directory', async () => {
    const reports = { intranet: { counts: {}, unknown: ['nobody'] } };
    const { code, asked } = await run(['nobody'], { unknown: ['nobody'], reports });
    expect([code, asked.length]).toEqual([1, 3]);
  });

  it('says how many wait for a person there, and of nobody nothing', async () => {
    const lastOf = async (waiting: number) => (await run([], { waiting })).lines.at(-1);
    expect(await lastOf(0)).toBe('Done: update 1.');
    expect(await lastOf(1)).toBe('Of intranet 1 waits for a person. See "linkspan inbox intranet".');
    expect(await lastOf(2)).toBe('Of intranet 2 wait for a person. See "linkspan inbox intranet".');
  });

  it('syncs nobody where the application was not asked', async () => {
    const { code, asked, lines } = await run([], { refused: 'intranet is paused' });
    expect([code, asked.length, lines]).toEqual([1, 1, ['! linkspan: intranet was not asked: intranet is paused']]);
  });

  it('ends with 1 where one of the others does not agree, and goes on with the rest', async () => {
    const refused = { counts: {}, unknown: [], refused: 'blog is paused' };
    const { code, asked } = await run([], { reports: { blog: refused } });
    expect([code, asked.length]).toEqual([1, 4]);
  });

  it('tells programs all of it', async () => {
    const { lines } = await run(['ada'], { json: true });
    expect(JSON.parse(lines.join('\n'))).toMatchObject({
      from: 'intranet',
      waiting: 0,
      applications: [
        { application: 'intranet', counts: { update: 1 }, items: [{ label: 'ada' }, { label: 'eve' }] },
        { application: 'blog' },
        { application: 'wiki' },
      ],
    });
    const { lines: none } = await run([], { json: true, refused: 'paused' });
    expect(JSON.parse(none.join('\n'))).toEqual({ from: 'intranet', refused: 'paused', applications: [] });
  });
});
