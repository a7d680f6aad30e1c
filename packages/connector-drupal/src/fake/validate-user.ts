import { type FakeSite, sameText } from './fake-site.js';
import type { FakeUser } from './fake-user.js';

export type Attributes = Readonly<Record<string, unknown>>;
export type Problem = readonly [detail: string, pointer: string];

const own = [
  'name',
  'mail',
  'pass',
  'status',
  'timezone',
  'preferred_langcode',
  'preferred_admin_langcode',
  'langcode',
  'created',
  'init',
  'display_name',
];

export const readOnly = ['changed', 'drupal_internal__uid', 'access', 'login', 'default_langcode'];

/** What the resource type does not have at all; told one at a time, before anything else. */
export function findUnknown(site: FakeSite, attributes: Attributes): string | undefined {
  const companion = site.companion === undefined ? [] : ['linkspan_external_id'];
  return Object.keys(attributes).find((name) => ![...own, ...readOnly, ...site.fields, ...companion].includes(name));
}

/** What validation refuses, all of it. `user`: whom the attributes are to change; undefined: they are a new one's. */
export function findProblems(
  site: FakeSite,
  attributes: Attributes,
  user: FakeUser | undefined,
  isOwn: boolean,
): readonly Problem[] {
  const at = (field: string) => `/data/attributes/${field}`;
  const problems: Problem[] = [...nameProblems(site, attributes, user)];
  const { mail, timezone, preferred_langcode: langcode, status, linkspan_external_id: externalId } = attributes;
  const others = [...site.users.values()].filter((one) => one !== user && one.uid > 0);
  if ('mail' in attributes && mail !== user?.mail) {
    if (mail === null || mail === '') {
      if (user?.mail) problems.push(['mail: Email field is required.', at('mail')]);
    } else if (isOwn) {
      problems.push([
        "mail: Your current password is missing or incorrect; it's required to change the Email.",
        at('mail'),
      ]);
    } else if (!/^[^\s@]+@[^\s@]+$/.test(String(mail))) {
      problems.push(['mail.0.value: This value is not a valid email address.', `${at('mail')}/value`]);
    } else if (others.some((one) => sameText(one.mail, String(mail)))) {
      problems.push([`mail: The email address ${mail} is already taken.`, at('mail')]);
    }
  }
  const noChoice = 'The value you selected is not a valid choice.';
  if (typeof timezone === 'string' && !Intl.supportedValuesOf('timeZone').concat('UTC').includes(timezone)) {
    problems.push([`timezone.0.value: ${noChoice}`, `${at('timezone')}/value`]);
  }
  if (typeof langcode === 'string' && !site.languages.includes(langcode)) {
    problems.push([`preferred_langcode.0.value: ${noChoice}`, `${at('preferred_langcode')}/value`]);
    problems.push([`preferred_langcode.0: ${noChoice}`, `${at('preferred_langcode')}/0`]);
  }
  if (![undefined, null, true, false, 0, 1].includes(status as null)) {
    problems.push(['status.0.value: This value should be of the correct primitive type.', `${at('status')}/value`]);
  }
  if (typeof externalId === 'string' && others.some((one) => one.externalId === externalId)) {
    const field = 'linkspan_external_id';
    problems.push([`${field}: A user with External id ${externalId} already exists.`, at(field)]);
  }
  return problems;
}

function nameProblems(site: FakeSite, { name }: Attributes, user: FakeUser | undefined): readonly Problem[] {
  const problem = (detail: string): Problem => [`name: ${detail}`, '/data/attributes/name'];
  if (name === undefined && user !== undefined) return [];
  if (typeof name !== 'string' || name === '') {
    return [problem('You must enter a username.'), problem('This value should not be null.')];
  }
  if (name === user?.name) return [];
  if (name.startsWith(' ')) return [problem('The username cannot begin with a space.')];
  if (name.endsWith(' ')) return [problem('The username cannot end with a space.')];
  if (name.includes('  ')) return [problem('The username cannot contain multiple spaces in a row.')];
  if (/[^\u0080-\u{10ffff} a-z0-9@+_.'-]/iu.test(name)) return [problem('The username contains an illegal character.')];
  if ([...name].length > 60) return [problem(`The username ${name} is too long: it must be 60 characters or less.`)];
  const taken = [...site.users.values()].some((one) => one !== user && one.uid > 0 && sameText(one.name, name));
  return taken ? [problem(`The username ${name} is already taken.`)] : [];
}
