import { type ConnectorModule, defineAttribute, userType } from '@linkspan/core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { applicationSection } from '../config/application-section.js';
import { findCorrelationProblems } from './find-correlation-problems.js';
import { findMappingProblems } from './find-mapping-problems.js';
import { findPathProblem } from './find-path-problem.js';

const pin = defineAttribute({ name: 'pin', mutability: 'writeOnly', returned: 'never' });
const schema = { id: 'urn:acme:Badge', name: 'Badge', description: '', attributes: [pin] };
const user = { ...userType, extensions: [{ schema, required: false }] };
const module: ConnectorModule = {
  apiVersion: 1,
  name: 'file',
  title: 'File',
  config: z.object({}),
  users: { rules: [{ scim: 'userName', remote: 'login' }] },
};
const sectionWith = (keys: object) => applicationSection.parse({ connector: 'x', ...keys });

test.each([
  ['pin', 1],
  ['doorSecret', 0],
])('what is never returned may be mapped to "%s": %i problems', async (remote, count) => {
  const section = sectionWith({ mapping: [{ scim: 'urn:acme:badge:PIN', remote }] });
  const problems = await findMappingProblems('blog', section, module, user);
  expect(problems).toHaveLength(count);
  for (const { message } of problems) expect(message).toContain('which is never returned, to "pin"');
});

test('what is never returned finds nobody, and nothing comes back into it', () => {
  const section = sectionWith({ correlation: [{ scim: 'urn:acme:Badge:pin', remote: 'login', onMatch: 'adopt' }] });
  expect(findCorrelationProblems('blog', section, module, user)).toMatchObject([
    { remedy: 'urn:acme:Badge:pin is never returned, so nobody may be found by it.' },
  ]);
  expect(findPathProblem('urn:acme:Badge:pin', user)).toContain('never returned');
});
