import { afterEach, describe, expect, test } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { type Harness, person, startHarness } from './__fixtures__/harness.js';
import type { FieldPreview, MappingPreview } from './mapping-preview.js';

const running: Harness[] = [];

async function start(...given: Parameters<typeof startHarness>): Promise<Harness> {
  const harness = await startHarness(...given);
  running.push(harness);
  return harness;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

/** Nothing is written: neither at the site nor, but for looking, asked of it. */
async function preview(h: Harness, who: string): Promise<MappingPreview> {
  h.stub.calls.length = 0;
  const shown = await h.orchestrator.preview('blog', who);
  expect(h.stub.calls.filter((call) => !/^(get|find|list) /.test(call))).toEqual([]);
  if (typeof shown === 'string') throw new Error(shown);
  return shown;
}

const fieldOf = (shown: MappingPreview, remote: string): FieldPreview | undefined =>
  shown.fields.find((field) => field.remote === remote);

const mapping = [
  { remote: 'job', expression: 'title & "!"', scim: 'title', back: '$value' },
  { remote: 'country', constant: 'FR' },
  { remote: 'nick', scim: 'nickName', default: '-' },
  { remote: 'title', scim: 'title', when: 'create' as const },
  { remote: 'api_token', scim: 'userName' },
];

describe('where a value comes from, and what becomes of it', () => {
  const sources: readonly [string, object][] = [
    ['login', { source: { kind: 'path', path: 'userName' }, value: 'anna' }],
    ['email', { source: { kind: 'path', path: 'emails[primary eq true].value' }, value: 'anna@example.org' }],
    ['job', { source: { kind: 'expression' }, value: 'Boss!' }],
    ['country', { source: { kind: 'constant' }, value: 'FR' }],
    ['nick', { source: { kind: 'default' }, value: '-' }],
    ['title', { source: { kind: 'path', path: 'title' }, value: 'Boss' }],
    ['api_token', { source: { kind: 'path', path: 'userName' }, value: '[redacted]' }],
  ];
  test('for somebody without an account', async () => {
    const h = await start({ automatic: false, mapping });
    await h.addUser(person('anna', { title: 'Boss' }));
    const shown = await preview(h, 'anna');
    expect(shown).toMatchObject({ application: 'blog', account: { kind: 'none' }, action: 'create' });
    for (const [remote, expected] of sources)
      expect(fieldOf(shown, remote)).toEqual({ remote, outcome: 'write', reason: 'with the create', ...expected });
    expect(JSON.stringify(shown)).not.toMatch(/api_token[^}]*anna/);
  });

  test('for somebody with one that has moved on', async () => {
    const h = await start({ mapping });
    const anna = await h.addUser(person('anna', { title: 'Boss' }));
    await h.settled();
    const quiet = await h.restart({ automatic: false, mapping });
    running.push(quiet);
    await quiet.setUser(anna, { ...person('anna', { title: 'Chef' }), displayName: '' });
    const row = quiet.stub.byLogin('anna');
    if (row) row.fields.country = 'changed there';
    const shown = await preview(quiet, anna);
    expect(shown).toMatchObject({
      account: { kind: 'linked', id: '1' },
      action: 'update',
      person: { userName: 'anna' },
    });
    const rows: readonly [string, string, string, object][] = [
      [
        'job',
        'write',
        'differs',
        { value: 'Chef!', now: 'Boss!', agreed: 'Boss!', back: { scim: 'title', value: 'Boss!' } },
      ],
      ['name', 'clear', 'differs', { source: { kind: 'nothing' }, now: 'ANNA', agreed: 'ANNA' }],
      ['country', 'leave', 'agrees', { value: 'FR', now: 'changed there', agreed: 'FR' }],
      ['title', 'leave', 'sent with the create only', { value: 'Chef', now: 'Boss' }],
    ];
    for (const [remote, outcome, reason, more] of rows)
      expect(fieldOf(shown, remote)).toMatchObject({ outcome, reason, ...more });
    expect(fieldOf(shown, 'title')).not.toHaveProperty('agreed');
  });

  test('for a rule that fails', async () => {
    const h = await start({ automatic: false, mapping: [{ remote: 'badge', expression: '$error("no badge")' }] });
    await h.addUser(person('anna'));
    const shown = await preview(h, 'anna');
    expect(shown).toMatchObject({ action: 'park', reason: 'the rule for "badge": no badge.' });
    expect(fieldOf(shown, 'badge')).toMatchObject({ outcome: 'leave', reason: 'the rule for "badge": no badge.' });
  });
});

describe('an account that stands there already', () => {
  test('and would be taken over: what is guarded is withheld', async () => {
    const h = await start({ automatic: false });
    h.stub.place({ login: 'anna', email: 'other@example.org', name: 'Old' }, { id: '9' });
    const anna = await h.addUser(person('anna'));
    await h.addGroup('Editors', [anna]);
    const shown = await preview(h, 'anna');
    expect(shown).toMatchObject({ account: { kind: 'matching', id: '9', by: 'login' }, action: 'adopt' });
    expect(fieldOf(shown, 'email')).toMatchObject({ outcome: 'leave', now: 'other@example.org' });
    expect(fieldOf(shown, 'email')?.reason).toContain('withheld');
    expect(fieldOf(shown, 'name')).toMatchObject({ outcome: 'write', value: 'ANNA', now: 'Old' });
    expect(shown.roles).toMatchObject({ value: ['editor'], now: ['subscriber'], added: [] });
    expect(shown.roles?.reason).toContain('withheld');
  });

  test('and may be somebody else: nothing is written before a person decides', async () => {
    const h = await start({ automatic: false });
    h.stub.place({ login: 'other', email: 'anna@example.org' }, { id: '9' });
    await h.addUser(person('anna'));
    const shown = await preview(h, 'anna@example.org');
    expect(shown).toMatchObject({ account: { kind: 'matching', id: '9', by: 'email' }, action: 'park' });
    expect(shown.reason).toContain('a person must decide');
    expect(shown.fields.every(({ outcome }) => outcome === 'leave')).toBe(true);
  });
});

test('an account that is not to be joined is said, and nothing is written', async () => {
  const h = await start({ automatic: false });
  h.stub.place({ login: 'anna', email: 'a@example.org' }, { id: '9', roles: ['administrator'] });
  await h.addUser(person('anna'));
  const shown = await preview(h, 'anna');
  expect(shown.account).toEqual({ kind: 'taken', verdict: expect.stringContaining("administrator's rights") });
  expect([shown.action, shown.fields.every(({ outcome }) => outcome === 'leave')]).toEqual(['park', true]);
});

describe('an application that gives no answer that counts', () => {
  test('is said, and the rest is shown', async () => {
    const h = await start();
    await h.addUser(person('anna'));
    await h.settled();
    h.stub.before = () => {
      throw new ConnectorError('unavailable', 'stub: it is down');
    };
    const shown = await preview(h, 'anna');
    expect(shown.account).toEqual({ kind: 'unread', reason: 'stub: it is down' });
    expect(fieldOf(shown, 'name')).toMatchObject({ value: 'ANNA', agreed: 'ANNA', outcome: 'leave' });
  });

  test('is not asked while it is halted', async () => {
    const h = await start({ automatic: false });
    await h.addUser(person('anna'));
    await h.store.applications.update('blog', { halted: { kind: 'auth', reason: 'refused.', at: 1 } });
    const shown = await preview(h, 'anna');
    expect(shown.account).toEqual({ kind: 'unread', reason: 'blog is halted: refused.' });
    expect(h.stub.calls).toEqual([]);
  });

  test('is told from an account that is gone and one that is another', async () => {
    const h = await start();
    const [anna] = [await h.addUser(person('anna')), await h.addUser(person('eve'))];
    await h.settled();
    const eve = h.stub.byLogin('eve');
    const row = h.stub.byLogin('anna');
    if (eve) h.stub.rows.delete(eve.id);
    if (row) row.born += 1;
    expect((await preview(h, 'eve')).account).toMatchObject({ kind: 'gone' });
    expect((await preview(h, anna)).account).toMatchObject({
      kind: 'unread',
      reason: expect.stringContaining('not the one'),
    });
  });
});

test('roles: the groups that count, direct and nested, and what is given and taken', async () => {
  const roles = { Editors: 'editor', Authors: 'author', Board: 'moderator' };
  const h = await start({ roles, defaultRole: 'subscriber' });
  const anna = await h.addUser(person('anna'));
  const editors = await h.addGroup('Editors', [anna]);
  await h.settled();
  const quiet = await h.restart({ automatic: false, roles, defaultRole: 'subscriber' });
  running.push(quiet);
  const team = await quiet.addGroup('Team', [anna]);
  const authors = await quiet.addGroup('Authors', [team]);
  const board = await quiet.addGroup('Board', [anna]);
  await quiet.changeMembers(editors, [], [anna]);
  expect((await preview(quiet, 'anna')).roles).toEqual({
    remote: 'roles',
    groups: [
      { id: authors, display: 'Authors', type: 'indirect', role: 'author' },
      { id: board, display: 'Board', type: 'direct', role: 'moderator' },
    ],
    ambiguous: [],
    value: ['author', 'moderator'],
    now: ['editor'],
    agreed: ['editor'],
    added: ['author', 'moderator'],
    removed: ['editor'],
    reason: 'differs',
  });
});

test('a person is found by userName in any case, by id, and by an address that is theirs alone', async () => {
  const h = await start({ automatic: false });
  const anna = await h.addUser(person('anna'));
  await h.addUser(person('eve', { emails: [{ value: 'both@example.org' }] }));
  await h.addUser(person('kim', { emails: [{ value: 'both@example.org' }] }));
  for (const who of ['ANNA', anna, 'Anna@Example.org']) expect((await preview(h, who)).person.id).toBe(anna);
  expect(await h.orchestrator.preview('blog', 'both@example.org')).toBe('ambiguous');
  expect(await h.orchestrator.preview('blog', 'nobody')).toBe('unknown');
});
