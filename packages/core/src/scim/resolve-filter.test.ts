import { describe, expect, test } from 'vitest';
import type { AttributePath, Filter } from './filter.js';
import { parseFilter } from './parse-filter.js';
import { resolveFilter } from './resolve-filter.js';
import { groupType, userType } from './resource-types.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A resolved filter in a line, by the names that lead to the attributes. */
function show(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${filter.filters.map(show).join(` ${filter.kind} `)})`;
    case 'not':
      return `not ${show(filter.filter)}`;
    case 'present':
      return `${showPath(filter.path)} pr`;
    case 'values':
      return `${showPath(filter.path)}[${show(filter.filter)}]`;
    case 'compare':
      return `${showPath(filter.path)} ${filter.operator} ${JSON.stringify(filter.value)}`;
  }
}

function showPath({ names, multiValued }: AttributePath): string {
  return `${names.join('>')}${multiValued ? '*' : ''}`;
}

describe('attributes are found by any spelling, and values take their type', () => {
  test.each([
    ['USERNAME eq "x"', 'userName eq "x"'],
    ['urn:IETF:params:scim:schemas:core:2.0:user:userName eq "x"', 'userName eq "x"'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:meta.created pr', 'id pr'],
    ['name.FAMILYNAME sw "J"', 'name>familyName sw "J"'],
    [`${enterprise}:department eq "x"`, `${enterprise}>department eq "x"`],
    [`${enterprise}:manager.value eq "x"`, `${enterprise}>manager>value eq "x"`],
    [`${enterprise}:manager eq "x"`, `${enterprise}>manager>value eq "x"`],
    ['emails co "@x"', 'emails>value* co "@x"'],
    ['emails.value co "@x"', 'emails>value* co "@x"'],
    ['emails pr', 'emails* pr'],
    ['emails[TYPE eq "work"].value eq "x"', 'emails*[(type eq "work" and value eq "x")]'],
    ['externalId eq "x"', 'externalId eq "x"'],
    ['id eq "x"', 'id eq "x"'],
    ['active eq "True"', 'active eq true'],
    ['active ne false', 'active ne false'],
    ['emails[primary eq "false"]', 'emails*[primary eq false]'],
    ['meta.lastModified gt "2026-01-31T12:00:00+02:00"', 'meta>lastModified gt "2026-01-31T10:00:00.000Z"'],
    ['meta.created le "2026-01-31T12:00:00"', 'meta>created le "2026-01-31T12:00:00.000Z"'],
    ['title eq null', 'not title pr'],
    ['title ne null', 'title pr'],
    ['groups eq "7"', 'groups>value* eq "7"'],
    ['groups pr', 'groups>value* pr'],
    ['groups[value eq "7"]', 'groups>value* eq "7"'],
    ['meta.resourceType eq "User"', 'id pr'],
    ['meta.resourceType eq "Group"', 'not id pr'],
    ['schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"', 'id pr'],
    ['schemas eq "urn:example:unknown"', 'not id pr'],
  ])('%s', (text, resolved) => {
    expect(show(resolveFilter(userType, parseFilter(text)))).toBe(resolved);
  });

  test('the users of an extension are those with one of its attributes', () => {
    expect(show(resolveFilter(userType, parseFilter(`schemas eq "${enterprise}"`)))).toBe(
      `(${['employeeNumber', 'costCenter', 'organization', 'division', 'department', 'manager']
        .map((name) => `${enterprise}>${name} pr`)
        .join(' or ')})`,
    );
  });

  test.each([
    ['members eq "42"', 'members>value* eq "42"'],
    ['members[value eq "42"]', 'members>value* eq "42"'],
    ['id eq "g" and members eq "42"', '(id eq "g" and members>value* eq "42")'],
  ])('groups are found by member: %s', (text, resolved) => {
    expect(show(resolveFilter(groupType, parseFilter(text)))).toBe(resolved);
  });
});

describe('a filter that cannot be answered is refused, and says why', () => {
  test.each([
    ['costCentre eq "x"', 'User has no attribute costCentre'],
    ['department eq "x"', 'User has no attribute department'],
    ['members eq "x"', 'User has no attribute members'],
    ['name.nick eq "x"', 'User has no attribute name.nick'],
    ['emails[kind eq "work"]', 'A value of emails has no attribute kind. It has value, display, type, primary.'],
    ['password eq "hunter2"', 'password is never shown'],
    ['password pr', 'password is never shown'],
    ['name eq "x"', 'the attribute is complex. Compare one of its sub-attributes: name.formatted'],
    ['name[givenName eq "x"]', 'name has no list of values'],
    ['userName[value eq "x"]', 'userName has no list of values'],
    ['active gt true', 'a boolean can only be compared with eq and ne'],
    ['active co "t"', 'a boolean can only be compared with eq and ne'],
    ['active eq "yes"', 'Compare it with true or false'],
    ['userName eq 5', 'Compare it with text in double quotes'],
    ['userName eq true', 'Compare it with text in double quotes'],
    ['userName gt null', 'null can only be compared with eq and ne'],
    ['meta.created gt "yesterday"', 'Compare it with one like "2026-01-31T12:00:00Z"'],
    ['meta.created gt "2026-02-31"', 'Compare it with one like'],
    ['meta.created sw "2026"', 'the attribute is a dateTime'],
    ['meta.location eq "x"', 'Use meta.created or meta.lastModified'],
    ['x509Certificates.value gt "x"', 'binary and has no order'],
    ['groups.display eq "x"', 'Filter by groups.value'],
    ['groups[display eq "x"]', 'Write groups[value eq "…"]'],
    ['groups[value eq "x" and type eq "direct"]', 'Write groups[value eq "…"]'],
  ])('%s', (text, reason) => {
    expect(() => resolveFilter(userType, parseFilter(text))).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidFilter', message: expect.stringContaining(reason) }),
    );
  });
});
