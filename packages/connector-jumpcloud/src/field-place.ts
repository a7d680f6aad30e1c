export const scalarFields = [
  'username',
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
] as const;

export const phoneTypes = ['work', 'mobile', 'home', 'work_mobile', 'work_fax'] as const;
export const addressTypes = ['work', 'home'] as const;
export const addressParts = [
  'streetAddress',
  'extendedAddress',
  'poBox',
  'locality',
  'region',
  'postalCode',
  'country',
] as const;

/** Where in a user the value of a remote name stands. `field` is JumpCloud's own, which it restricts and replaces as a whole. */
export type FieldPlace =
  | { readonly kind: 'scalar'; readonly field: (typeof scalarFields)[number] }
  | { readonly kind: 'phone'; readonly field: 'phoneNumbers'; readonly type: string }
  | { readonly kind: 'address'; readonly field: 'addresses'; readonly type: string; readonly part: string }
  | { readonly kind: 'attribute'; readonly field: 'attributes'; readonly name: string };

/** `department`, `phoneNumbers[work].number`, `addresses[home].locality`, `attributes[badge].value`; undefined: there is none of that name. */
export function findFieldPlace(remote: string): FieldPlace | undefined {
  const field = scalarFields.find((name) => name === remote);
  if (field !== undefined) return { kind: 'scalar', field };
  const [, list, key = '', part = ''] = /^(phoneNumbers|addresses|attributes)\[([^[\]]+)\]\.(\w+)$/.exec(remote) ?? [];
  if (list === 'phoneNumbers' && part === 'number' && isOne(phoneTypes, key))
    return { kind: 'phone', field: list, type: key };
  if (list === 'addresses' && isOne(addressTypes, key) && isOne(addressParts, part)) {
    return { kind: 'address', field: list, type: key, part };
  }
  if (list === 'attributes' && part === 'value') return { kind: 'attribute', field: list, name: key };
  return undefined;
}

function isOne(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
