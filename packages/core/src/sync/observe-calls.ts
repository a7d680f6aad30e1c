import type { ResourceConnector } from '../connector/connector.js';
import { noObserver, type Observer } from './observer.js';
import { wrapMethods } from './wrap-methods.js';

/** The same methods, each told to the observer. */
export function observeCalls(accounts: ResourceConnector, application: string, observer: Observer): ResourceConnector {
  if (observer === noObserver) return accounts;
  return wrapMethods(accounts, (operation, call) => observer.call({ application, operation }, call));
}
