import { expect, it } from 'vitest';
import { holdsPassword } from './holds-password.js';

it.each([
  ['postgres://db.example/linkspan', false],
  ['postgres://linkspan@db.example:5432/linkspan?sslmode=require', false],
  ['postgres://%2Frun%2Fpostgresql/linkspan', false],
  ['postgresql:///linkspan?host=/run/postgresql', false],
  ['postgres://linkspan:hunter2@db.example/linkspan', true],
  ['postgres://db.example/linkspan?user=linkspan&password=hunter2', true],
  ['postgres://db.example/linkspan?PASSWORD=hunter2', true],
  ['postgres://db.example/linkspan?sslpassword=hunter2', true],
  ['postgres://linkspan:hunter2@/linkspan', true],
  ['postgres://linkspan:hun/ter2@db.example/linkspan', true],
])('%s: %s', (url, holds) => {
  expect(holdsPassword(url)).toBe(holds);
});
