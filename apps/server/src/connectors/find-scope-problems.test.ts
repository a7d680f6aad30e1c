import { defineAttribute, userType } from '@linkspan/core';
import { expect, test } from 'vitest';
import { applicationSection } from '../config/application-section.js';
import { findScopeProblems } from './find-scope-problems.js';

const badge = {
  id: 'urn:acme:Badge',
  name: 'Badge',
  description: '',
  attributes: [defineAttribute({ name: 'number' }), defineAttribute({ name: 'pin', mutability: 'writeOnly' })],
};
const user = { ...userType, extensions: [{ schema: badge, required: false }] };
const problemsOf = (filter: string) =>
  findScopeProblems('blog', applicationSection.parse({ connector: 'x', scope: { filter } }), user);

test.each([
  ['usrType eq "x"', 'User has no attribute usrType. See /Schemas for what it has.'],
  [
    'not (groups.value eq "x")',
    'Name the groups in `scope.groups` instead: a filter sees what the person has, not where they belong.',
  ],
  ['urn:acme:Badge:colour eq "x"', 'User has no attribute urn:acme:Badge:colour. See /Schemas for what it has.'],
  [
    'urn:acme:Badge:pin eq "1"',
    'urn:acme:Badge:pin is never shown, so nothing can be found by it. Leave it out of the filter.',
  ],
])('a scope of %s is refused', (filter, remedy) => {
  const path = 'applications.blog.scope.filter';
  expect(problemsOf(filter)).toMatchObject([{ path, message: `cannot be ${JSON.stringify(filter)}`, remedy }]);
});

test('a scope may ask for a declared attribute', () => {
  expect(problemsOf('urn:acme:badge:NUMBER sw "1"')).toEqual([]);
});
