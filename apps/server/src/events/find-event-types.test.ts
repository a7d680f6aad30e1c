import type { JournalLine } from '@linkspan/core';
import { expect, test } from 'vitest';
import { type EventType, eventTypes } from './event-type.js';
import { findEventTypes } from './find-event-types.js';

const all = { directory: 'main', types: eventTypes };
const line: JournalLine = {
  seq: 1,
  at: '2026-01-01T00:00:00.000Z',
  actor: 'client:idp',
  action: 'patch',
  directory: 'main',
  resourceType: 'User',
  resourceId: 'r',
};
const turn = (from: boolean | null, to: boolean | null) => ({ changes: { active: { from, to } } });

const rows: [what: string, line: Partial<JournalLine>, types: EventType[]][] = [
  ['a create, also of somebody inactive', { action: 'create', ...turn(null, false) }, ['create']],
  ['a replace', { action: 'replace', changes: { title: { from: null, to: 'x' } } }, ['put']],
  ['a patch', {}, ['patch']],
  ['a delete', { action: 'delete', ...turn(true, null) }, ['delete']],
  ['what an operator restores', { action: 'restore', actor: 'operator' }, ['create']],
  ['what an application changes', { actor: 'application:blog' }, ['patch']],
  ['somebody who becomes inactive', turn(true, false), ['patch', 'deactivate']],
  ['somebody who had no active and becomes inactive', turn(null, false), ['patch', 'deactivate']],
  ['somebody who becomes active', turn(false, true), ['patch', 'activate']],
  ['somebody whose inactive is taken away', turn(false, null), ['patch', 'activate']],
  ['somebody whose active is first said', turn(null, true), ['patch']],
  ['another directory', { directory: 'staff' }, []],
  ['an account at an application', { action: 'deactivated', application: 'blog' }, []],
  ['a pause of an application', { action: 'halted' }, []],
  ['a word that every object knows', { action: 'constructor' }, []],
];
test.each(rows)('%s', (_, given, types) => {
  expect(findEventTypes({ ...line, ...given }, all)).toEqual(types);
});

test('only what is asked for', () => {
  expect(findEventTypes({ ...line, ...turn(true, false) }, { ...all, types: ['deactivate', 'delete'] })).toEqual([
    'deactivate',
  ]);
});
