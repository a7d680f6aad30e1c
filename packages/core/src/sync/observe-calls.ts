import type { ResourceConnector } from '../connector/connector.js';
import { noObserver, type Observer } from './observer.js';

/** The same methods, each told to the observer; one that is absent stays so, since presence is capability. */
export function observeCalls(users: ResourceConnector, application: string, observer: Observer): ResourceConnector {
  if (observer === noObserver) return users;
  return new Proxy(users, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) =>
        observer.call({ application, operation: String(name) }, async () => Reflect.apply(member, target, given));
    },
  });
}
