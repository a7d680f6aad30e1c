import type { Observer } from '@linkspan/core';
import type { RequestObserver } from '../http/request-observer.js';

export interface Watcher {
  readonly observer: Observer;
  readonly observeRequest: RequestObserver;
}

/** Both watch the same work; the inner one is nearer to it. */
export function nestObservers(outer: Watcher, inner: Watcher): Watcher {
  return {
    observeRequest: (request, work) => outer.observeRequest(request, () => inner.observeRequest(request, work)),
    observer: {
      expand: (marks, work) => outer.observer.expand(marks, () => inner.observer.expand(marks, work)),
      reconcile: (link, way, work) =>
        outer.observer.reconcile(link, way, () => inner.observer.reconcile(link, way, work)),
      call: (call, work) => outer.observer.call(call, () => inner.observer.call(call, work)),
    },
  };
}
