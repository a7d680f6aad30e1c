import type { FieldPreview, MappingPreview } from '@linkspan/core';
import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import { showPreview } from './show-preview.js';

const email: FieldPreview = {
  remote: 'email',
  source: { kind: 'path', path: 'emails.value' },
  value: 'a@x.org',
  now: 'a@x.org',
  agreed: 'a@x.org',
  outcome: 'leave',
  reason: 'agrees',
};
const shown: MappingPreview = {
  application: 'blog',
  person: { id: '42', userName: 'anna' },
  account: { kind: 'linked', id: '7' },
  action: 'update',
  reason: 'differs in description',
  fields: [
    email,
    {
      remote: 'description',
      source: { kind: 'expression' },
      value: 'Boss',
      now: 'Chef',
      agreed: 'Chef',
      back: { scim: 'title', value: 'chef' },
      outcome: 'write',
      reason: 'differs',
    },
    {
      remote: 'url',
      source: { kind: 'nothing' },
      now: 'http://x',
      agreed: 'http://x',
      outcome: 'clear',
      reason: 'differs',
    },
    {
      remote: 'lang',
      source: { kind: 'constant' },
      value: 'fr',
      now: 'en',
      agreed: 'fr',
      outcome: 'leave',
      reason: 'agrees',
    },
  ],
  roles: {
    remote: 'roles',
    groups: [
      { id: 'g1', display: 'Editors', type: 'direct', role: 'editor' },
      { id: 'g2', display: 'Authors', type: 'indirect', role: 'author' },
    ],
    ambiguous: ['Board'],
    value: ['author', 'editor'],
    now: ['editor', 'shop'],
    agreed: ['editor'],
    added: ['author'],
    removed: [],
    reason: 'differs',
  },
};

function linesOf(preview: MappingPreview): readonly string[] {
  const lines: string[] = [];
  showPreview({ print: (line) => lines.push(line), colors: createColors(false) }, preview);
  return lines.map((line) => line.trimEnd());
}

it('shows each field with where it comes from, what becomes of it, and what was there', () => {
  expect(linesOf(shown)).toEqual([
    'anna at blog: account 7',
    '  update: differs in description',
    '  leave  email        "a@x.org"  from emails.value',
    '                      agrees',
    '  write  description  "Boss"  by its expression',
    '                      now "Chef"; agreed "Chef"; back title "chef"',
    '  clear  url          -',
    '                      now "http://x"; agreed "http://x"',
    '  leave  lang         "fr"  its constant',
    '                      now "en"; agreed "fr"; agrees',
    '  roles',
    '    Editors: editor',
    '    Authors: author (through a group within it)',
    '    more than one group is named Board: it gives no role',
    '    to be author, editor; now editor, shop; agreed editor; +author',
    'Nothing was written.',
  ]);
});

it.each([
  [{ kind: 'none' }, 'anna at blog: no account yet'],
  [{ kind: 'gone', id: '7' }, 'anna at blog: account 7, which is not there any more'],
  [
    { kind: 'matching', id: '7', by: 'email', verdict: 'v' },
    'anna at blog: no account yet; account 7 matches by email',
  ],
  [{ kind: 'taken', verdict: 'v' }, 'anna at blog: no account yet, and somebody stands there'],
  [{ kind: 'unread', reason: 'it is down' }, 'anna at blog: the account was not read: it is down'],
] as const)('says how the account stands: %j', (account, line) => {
  expect(linesOf({ ...shown, account })[0]).toBe(line);
});

it('says why no role is given', () => {
  const { roles: _, ...plain } = shown;
  expect(linesOf(plain)).not.toContain('  roles');
  const none = {
    remote: 'roles',
    groups: [],
    ambiguous: [],
    added: [],
    removed: [],
    reason: 'no role is managed here',
  };
  expect(linesOf({ ...shown, roles: none }).slice(-4)).toEqual([
    '  roles',
    '    in no group that a role hangs on',
    '    to be none; now none; no role is managed here',
    'Nothing was written.',
  ]);
});
