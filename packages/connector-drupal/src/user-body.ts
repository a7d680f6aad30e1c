import { type Account, type Change, ConnectorError } from '@linkspan/core';
import { userRules } from './attributes.js';

export type Attributes = Readonly<Record<string, unknown>>;

/** What is not the mapping's to write: Drupal's own, and what the connector sees to itself. (`pass` is the core's: never mapped.) */
const reserved = [
  'status',
  'roles',
  'created',
  'changed',
  'access',
  'login',
  'init',
  'drupal_internal__uid',
  'default_langcode',
  'display_name',
];

/** The attributes of a new account; empty ones are left out. */
export function createAttributes(fields: Readonly<Record<string, unknown>>, hasExternalId: boolean): Attributes {
  const { roles: _, ...others } = fields;
  const given = Object.entries(others).map(([field, value]) => [field, toValue(field, value)] as const);
  return whatTheSiteHas(
    Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== '')),
    hasExternalId,
  );
}

/** The attributes of an update: only what is not so already. Empty: nothing to write. */
export function updateAttributes(current: Account, change: Change, hasExternalId: boolean): Attributes {
  const wanted: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(change.set)) {
    const given = toValue(field, value);
    if (given !== undefined) wanted[field] = given;
  }
  for (const field of change.cleared) wanted[field] = cleared(field);
  const different = Object.entries(wanted).filter(([field, value]) => !isSame(field, value, current.fields[field]));
  return whatTheSiteHas(Object.fromEntries(different), hasExternalId);
}

export function toRoles(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((role) => typeof role === 'string') : [];
}

function toValue(field: string, value: unknown): unknown {
  if (reserved.includes(field)) {
    throw new ConnectorError('unsupported', `drupal: ${field} is not written by a mapping. Map to another field.`, {
      field,
    });
  }
  return value === null ? undefined : value;
}

/** Null empties; what Drupal demands (D26) is refused before anything is sent. */
function cleared(field: string): null {
  if (field === 'name' || field === 'mail') {
    const text = `drupal: an account cannot be without ${field}. Give the person one.`;
    throw new ConnectorError('invalid', text, { field });
  }
  toValue(field, null);
  return null;
}

/** Without the companion there is no such field, and the whole request would be refused. */
function whatTheSiteHas(attributes: Attributes, hasExternalId: boolean): Attributes {
  const { linkspan_external_id: _, ...others } = attributes;
  return hasExternalId ? attributes : others;
}

function isSame(field: string, desired: unknown, there: unknown): boolean {
  if (there === undefined) return false;
  if (desired === null || desired === '' || there === '') return (desired ?? '') === there;
  const rule = userRules.rules.find(({ remote }) => remote === field);
  return rule?.same?.(desired, there) ?? JSON.stringify(desired) === JSON.stringify(there);
}
