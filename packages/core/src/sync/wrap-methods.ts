import type { ResourceConnector } from '../connector/connector.js';

/** The same methods, with something done around each call; one that is absent stays so, since presence is capability. */
export function wrapMethods(
  accounts: ResourceConnector,
  around: (name: string, call: () => Promise<unknown>, given: readonly unknown[]) => Promise<unknown>,
): ResourceConnector {
  return new Proxy(accounts, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => around(String(name), async () => Reflect.apply(member, target, given), given);
    },
  });
}
