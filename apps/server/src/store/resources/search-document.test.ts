import { expect, test } from 'vitest';
import { createSearchDocument } from './search-document.js';

test.each([
  [{ userName: 'ada' }, { userName: 'ada' }],
  [{ userName: 'ÅDA' }, { userName: 'åda', 'userName=': 'ÅDA' }],
  [
    { active: true, count: 2.5 },
    { active: true, count: 2.5 },
  ],
  [{ name: { familyName: 'Lovelace' } }, { name: { familyName: 'lovelace', 'familyName=': 'Lovelace' } }],
  [{ emails: [{ value: 'A@x', primary: true }] }, { emails: [{ value: 'a@x', 'value=': 'A@x', primary: true }] }],
  [{ tags: ['Red', 'green'] }, { tags: ['red', 'green'], 'tags=': ['Red', 'green'] }],
  [{ tags: ['red', 'green'] }, { tags: ['red', 'green'] }],
  [
    { hired: '2026-01-31T12:00:00+02:00' },
    { hired: '2026-01-31t12:00:00+02:00', 'hired=': '2026-01-31T12:00:00+02:00', 'hired@': 1769853600000 },
  ],
  [
    { seen: ['2026-01-31t10:00:00z', 'never'] },
    { seen: ['2026-01-31t10:00:00z', 'never'], 'seen@': [1769853600000, null] },
  ],
])('%j is searched as %j', (document, expected) => {
  expect(createSearchDocument(document)).toEqual(expected);
});
