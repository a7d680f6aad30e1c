import { isJsonObject, type JsonObject, type ResourceRecord } from '@linkspan/core';

/**
 * JumpCloud's test user is known by its placeholder values (recorded: `firstname lastname`, `displayname`, `street-address`), not by its
 * address: operators may enter a real person's. Real values lift the quarantine.
 */
export function quarantine({ type, attributes }: ResourceRecord): string | undefined {
  if (type !== 'User' || !hasPlaceholders(attributes)) return undefined;
  return (
    'This is JumpCloud\'s test user: it still has placeholder values such as the name "firstname lastname". ' +
    'It reaches the applications as soon as JumpCloud sends real ones.'
  );
}

function hasPlaceholders({ name, displayName, addresses }: JsonObject): boolean {
  return (
    (isJsonObject(name) && name['givenName'] === 'firstname' && name['familyName'] === 'lastname') ||
    displayName === 'displayname' ||
    (Array.isArray(addresses) && addresses.some(isPlaceholderAddress))
  );
}

function isPlaceholderAddress(address: unknown): boolean {
  return isJsonObject(address) && address['streetAddress'] === 'street-address';
}
