import type { Store } from '../../store/store.js';

/** A view of a store through whose every call something may be done. */
export function wrapCalls(store: Store, around: (call: () => Promise<unknown>) => Promise<unknown>): Store {
  const wrap = <Target extends object>(given: Target): Target =>
    new Proxy(given, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member === 'object' && member !== null) return wrap(member);
        if (typeof member !== 'function') return member;
        return (...parameters: unknown[]) => around(async () => Reflect.apply(member, target, parameters));
      },
    });
  return wrap(store);
}
