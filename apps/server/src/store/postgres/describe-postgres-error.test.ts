import { expect, test } from 'vitest';
import { openDatabase } from '../open-database.js';
import { describePostgresError } from './describe-postgres-error.js';

test.each([
  ['28P01', /user and password/],
  ['3D000', /createdb/],
  ['ECONNREFUSED', /Start PostgreSQL/],
  ['XX000', /log of PostgreSQL/],
])('%s says what to do, and never the password', (code, remedy) => {
  const text = describePostgresError(
    'postgres://ada:s3cret@db.example:5433/linkspan',
    Object.assign(new Error('refused'), { code }),
  );
  expect(text).toMatch(remedy);
  expect(text).toContain('db.example:5433/linkspan');
  expect(text).not.toContain('s3cret');
});

test('a server that is not there is refused at opening', async () => {
  const opening = openDatabase({ kind: 'postgres', url: 'postgres://ada:s3cret@127.0.0.1:1/linkspan' });
  await expect(opening).rejects.toThrow(/127\.0\.0\.1:1\/linkspan cannot be used.*\nStart PostgreSQL/);
});
