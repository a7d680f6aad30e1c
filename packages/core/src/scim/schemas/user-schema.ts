import { defineAttribute, type Schema } from '../schema.js';
import { definePluralAttribute } from './define-plural-attribute.js';

/** RFC 7643 §4.1 and §8.7.1. */
export const userSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  description: 'User Account',
  attributes: [
    defineAttribute({
      name: 'userName',
      description: 'What the user signs in with. Unique in the directory, without regard to case.',
      required: true,
      uniqueness: 'server',
    }),
    defineAttribute({
      name: 'name',
      type: 'complex',
      description: "The parts of the user's name.",
      subAttributes: [
        defineAttribute({ name: 'formatted', description: 'The full name, ready for display.' }),
        defineAttribute({ name: 'familyName', description: 'The last name.' }),
        defineAttribute({ name: 'givenName', description: 'The first name.' }),
        defineAttribute({ name: 'middleName', description: 'The middle names.' }),
        defineAttribute({ name: 'honorificPrefix', description: 'The title before the name.' }),
        defineAttribute({ name: 'honorificSuffix', description: 'What follows the name.' }),
      ],
    }),
    defineAttribute({ name: 'displayName', description: 'The name shown to others.' }),
    defineAttribute({ name: 'nickName', description: 'What the user is called casually.' }),
    defineAttribute({
      name: 'profileUrl',
      type: 'reference',
      referenceTypes: ['external'],
      description: "The address of the user's online profile.",
    }),
    defineAttribute({ name: 'title', description: "The user's job title." }),
    defineAttribute({
      name: 'userType',
      description: 'The relation to the organization, such as Employee or Contractor.',
    }),
    defineAttribute({
      name: 'preferredLanguage',
      description: 'The language the user prefers, as in Accept-Language.',
    }),
    defineAttribute({ name: 'locale', description: 'How dates, numbers and currency are written, such as en-US.' }),
    defineAttribute({ name: 'timezone', description: 'The time zone, such as Europe/Paris.' }),
    defineAttribute({ name: 'active', type: 'boolean', description: 'Whether the user may use the applications.' }),
    defineAttribute({
      name: 'password',
      description: 'Accepted and forgotten: this server keeps no passwords.',
      mutability: 'writeOnly',
      returned: 'never',
    }),
    definePluralAttribute('emails', 'E-mail addresses.', { types: ['work', 'home', 'other'] }),
    definePluralAttribute('phoneNumbers', 'Phone numbers, kept as sent.', {
      types: ['work', 'home', 'mobile', 'fax', 'pager', 'other'],
    }),
    definePluralAttribute('ims', 'Instant messaging addresses.', {
      types: ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo'],
    }),
    definePluralAttribute('photos', 'Addresses of photos.', {
      types: ['photo', 'thumbnail'],
      value: { type: 'reference', referenceTypes: ['external'] },
    }),
    defineAttribute({
      name: 'addresses',
      type: 'complex',
      multiValued: true,
      description: 'Postal addresses.',
      subAttributes: [
        defineAttribute({ name: 'formatted', description: 'The full address, ready for display.' }),
        defineAttribute({ name: 'streetAddress', description: 'Street, number, and what else comes before the city.' }),
        defineAttribute({ name: 'locality', description: 'The city.' }),
        defineAttribute({ name: 'region', description: 'The state or region.' }),
        defineAttribute({ name: 'postalCode', description: 'The postal code.' }),
        defineAttribute({ name: 'country', description: 'The country, as ISO 3166-1 alpha-2.' }),
        defineAttribute({
          name: 'type',
          description: 'What the address is for.',
          canonicalValues: ['work', 'home', 'other'],
        }),
        defineAttribute({
          name: 'primary',
          type: 'boolean',
          description: 'Whether this is the preferred address. True at most once.',
        }),
      ],
    }),
    defineAttribute({
      name: 'groups',
      type: 'complex',
      multiValued: true,
      description: 'The groups the user belongs to. Changed through the groups.',
      mutability: 'readOnly',
      subAttributes: [
        // An id, and ids are case-exact.
        defineAttribute({ name: 'value', description: "The group's id.", caseExact: true, mutability: 'readOnly' }),
        defineAttribute({
          name: '$ref',
          type: 'reference',
          referenceTypes: ['Group'],
          description: "The group's address.",
          caseExact: true,
          mutability: 'readOnly',
        }),
        defineAttribute({ name: 'display', description: "The group's name.", mutability: 'readOnly' }),
        defineAttribute({
          name: 'type',
          description: 'How the user belongs to it.',
          canonicalValues: ['direct', 'indirect'],
          mutability: 'readOnly',
        }),
      ],
    }),
    definePluralAttribute('entitlements', 'What the user is entitled to.'),
    definePluralAttribute('roles', 'Who the user is to the organization, such as Student or Faculty.'),
    definePluralAttribute('x509Certificates', 'Certificates of the user, DER in base64.', {
      value: { type: 'binary', caseExact: true },
    }),
  ],
};
