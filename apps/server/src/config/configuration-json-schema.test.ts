import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { configurationJsonSchema } from './configuration-json-schema.js';

it('the schema that editors read is the one that the server checks by (else: npm run schema)', () => {
  const published = readFileSync(new URL('../../linkspan.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(published)).toEqual(configurationJsonSchema());
});
