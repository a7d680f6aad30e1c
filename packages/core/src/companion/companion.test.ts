import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCompanionWebhook } from './create-companion-webhook.js';
import { companionQuery, readCompanionChanges } from './read-companion-changes.js';

const answer = {
  feed: 'f1',
  items: [
    {
      seq: 7,
      account: '12',
      kind: 'changed',
      at: '2026-11-25T10:00:00.250Z',
      origin: 'theirs',
      by: 'ada',
      fields: ['mail'],
    },
    { seq: 8, account: '13', kind: 'deleted', at: '2026-11-25T10:00:01Z', origin: 'ours', by: null },
  ],
  next: 8,
  more: false,
  reset: false,
};

test('a feed is read into deltas, and its checkpoint asks for what comes after', () => {
  const changes = readCompanionChanges(answer, 'f1:6', 'drupal');
  expect(changes).toEqual({
    items: [
      {
        id: '12',
        kind: 'changed',
        at: Date.parse('2026-11-25T10:00:00.250Z'),
        origin: 'theirs',
        by: 'ada',
        fields: ['mail'],
      },
      { id: '13', kind: 'deleted', at: Date.parse('2026-11-25T10:00:01Z'), origin: 'ours' },
    ],
    checkpoint: 'f1:8',
    more: false,
    complete: true,
  });
  expect(companionQuery(changes.checkpoint)).toEqual({ feed: 'f1', since: 8 });
});

test.each([
  ['the companion says that it was reset', { ...answer, reset: true }, 'f1:6'],
  ['another feed answers', answer, 'f0:6'],
  ['the numbers went back', { ...answer, items: [], next: 3 }, 'f1:6'],
  ['the checkpoint is of another way to read changes', answer, '2026-11-25'],
])('a gap is no word about what happened: %s', (_, given, since) => {
  expect(readCompanionChanges(given, since, 'drupal').complete).toBe(false);
});

test('the first reading begins now, and is complete', () => {
  expect(companionQuery(undefined)).toEqual({});
  expect(readCompanionChanges({ ...answer, items: [] }, undefined, 'drupal')).toMatchObject({ complete: true });
});

test('an answer that is no feed is refused with the vendor in front', () => {
  expect(() => readCompanionChanges({ items: [] }, undefined, 'drupal')).toThrow(/^drupal: the companion's feed/);
});

const body = Buffer.from('{"feed":"f1","last":8}');
const sign = (text: string, secret = 's3cret') => `v1=${createHmac('sha256', secret).update(text).digest('hex')}`;
const headers = (signature: string) => ({
  'linkspan-signature': signature,
  'linkspan-timestamp': '1764064800',
  'linkspan-delivery': 'd-00000001',
});

test('a signed webhook is taken with its delivery and time', () => {
  const signature = sign(`1764064800.d-00000001.${body}`);
  expect(createCompanionWebhook('s3cret').receive({ headers: headers(signature), body })).toEqual({
    id: 'd-00000001',
    at: 1_764_064_800_000,
  });
});

test.each([
  ['another secret', sign(`1764064800.d-00000001.${body}`, 'other')],
  ['another body', sign('1764064800.d-00000001.{}')],
  ['another delivery', sign(`1764064800.d-00000002.${body}`)],
  ['no signature', ''],
  ['not hexadecimal', 'v1=zz'],
])('a webhook is refused: %s', (_, signature) => {
  expect(createCompanionWebhook('s3cret').receive({ headers: headers(signature), body })).toBeUndefined();
});
