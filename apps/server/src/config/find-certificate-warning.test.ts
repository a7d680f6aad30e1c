import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findCertificateWarning } from './find-certificate-warning.js';

const cert = readFileSync(new URL('../http/__fixtures__/expired.certificate.pem', import.meta.url));

it.each([
  ['2019-12-31T00:00:00Z', 'is not valid before 2020-01-01T00:00:00.000Z'],
  ['2020-02-01T00:00:00Z', undefined],
  ['2020-03-18T00:00:00Z', undefined],
  ['2020-03-18T00:00:01Z', 'expires on 2020-04-01T00:00:00.000Z, in 13 days'],
  ['2020-04-01T00:00:00Z', 'expired on 2020-04-01T00:00:00.000Z, so nobody connects any more'],
])('on %s', (now, message) => {
  expect(findCertificateWarning(cert, Date.parse(now))?.message).toBe(message);
});
