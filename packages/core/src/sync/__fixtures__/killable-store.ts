import type { Store } from '../../store/store.js';

/** A view of a store that can be cut off: from then on every call of the process that holds it fails, as after kill -9. */
export function killableStore(store: Store): { readonly store: Store; kill(): void } {
  let dead = false;
  const guard = <Target extends object>(given: Target): Target =>
    new Proxy(given, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member === 'object' && member !== null) return guard(member);
        if (typeof member !== 'function') return member;
        return (...parameters: unknown[]) =>
          dead ? new Promise(() => {}) : Reflect.apply(member, target, parameters);
      },
    });
  return {
    store: guard(store),
    kill() {
      dead = true;
    },
  };
}
