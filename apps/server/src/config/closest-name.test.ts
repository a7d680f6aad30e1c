import { expect, it } from 'vitest';
import { closestName } from './closest-name.js';

it.each([
  ['publicURL', 'publicUrl'],
  ['listne', 'listen'],
  ['lisen', 'listen'],
  ['trustProxies', 'trustProxy'],
  ['x', undefined],
  ['database', undefined],
])('%s was probably meant to be %s', (name, meant) => {
  expect(closestName(name, ['listen', 'publicUrl', 'trustProxy'])).toBe(meant);
});
