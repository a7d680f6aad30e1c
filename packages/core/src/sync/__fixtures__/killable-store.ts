import type { Store } from '../../store/store.js';

/** A view of a store that can be cut off: from then on every call of the process that holds it fails, as after kill -9. */
export function killableStore(store: Store): { readonly store: Store; kill(): void } {
  let dead = false;
  const guard = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => (dead ? new Promise(() => {}) : Reflect.apply(member, target, given));
      },
    });
  return {
    store: {
      resources: guard(store.resources),
      links: guard(store.links),
      marks: guard(store.marks),
      applications: guard(store.applications),
      journal: guard(store.journal),
    },
    kill() {
      dead = true;
    },
  };
}
