import { isJsonList, isJsonObject, type Json, type JsonObject } from '@linkspan/core';
import { type FakeOrganization, type FakeUser, newId } from './fake-organization.js';

const texts = [
  'email',
  'firstname',
  'middlename',
  'lastname',
  'displayname',
  'jobTitle',
  'company',
  'costCenter',
  'department',
  'employeeType',
  'employeeIdentifier',
  'location',
  'description',
  'alternateEmail',
  'managedAppleId',
  'manager',
  'state',
  'suspended',
];
const lists = ['phoneNumbers', 'addresses', 'attributes'];

/** What is named is written, lists as a whole; what is not known is left out without a word. */
export function storeUser(organization: FakeOrganization, user: FakeUser, fields: JsonObject): void {
  for (const [name, value] of Object.entries(fields)) {
    if (texts.includes(name)) user[name] = name === 'email' ? String(value).toLowerCase() : value;
    if (lists.includes(name) && isJsonList(value)) user[name] = value.map((one) => number(organization, name, one));
  }
}

/** Phones and addresses have ids of their own. */
function number(organization: FakeOrganization, list: string, entry: Json): Json {
  return isJsonObject(entry) && list !== 'attributes' ? { ...entry, id: newId(organization) } : entry;
}
