import type { Logger } from 'pino';
import { type Database, saveSetting } from '../store/index.js';
import { findStrayPlace } from './find-stray-place.js';
import { listStrayRequests } from './list-stray-requests.js';
import { type StrayRequests, strayRequestsKey } from './stray-request.js';

export interface StrayLog {
  /** Cheap, never throws. A URL that does not look like SCIM is none. */
  note(request: {
    readonly url: string;
    readonly method: string;
    readonly at: number;
    readonly address?: string;
  }): void;
  /** Writes what is left. */
  close(): Promise<void>;
}

export interface StrayLogOptions {
  readonly database: Database;
  readonly log: Logger;
}

/** Milliseconds. */
const writeInterval = 1_000;
const minute = 60_000;
/** Anybody on the internet can send these: places that are kept, and warnings in a minute. */
const mostPlaces = 20;
const mostWarnings = 5;

/** Counts the requests that reach no client, for `linkspan requests`, and warns of them now and then. */
export function createStrayLog({ database, log }: StrayLogOptions): StrayLog {
  let fresh = new Map<string, StrayRequests>();
  let writing: Promise<void> = Promise.resolve();
  const warned = { minute: 0, places: new Set<string>() };

  function warn(place: string, method: string, at: number, address?: string): void {
    const now = Math.floor(at / minute);
    if (now !== warned.minute) {
      warned.minute = now;
      warned.places.clear();
    }
    if (warned.places.has(place) || warned.places.size >= mostWarnings) return;
    warned.places.add(place);
    log.warn({ place, method, address }, 'request to an address where no client is; base URLs are /scim/<client>/v2');
  }

  async function write(): Promise<void> {
    if (fresh.size === 0) return;
    const taken = fresh;
    fresh = new Map();
    try {
      const kept = new Map((await listStrayRequests(database)).map((one) => [one.place, one]));
      for (const one of taken.values()) kept.set(one.place, add(kept.get(one.place), one));
      const latest = [...kept.values()].sort((left, right) => right.last - left.last).slice(0, mostPlaces);
      await saveSetting(database, strayRequestsKey, JSON.stringify(latest));
    } catch (error) {
      log.warn({ err: error }, 'requests that reached no client were not counted');
    }
  }
  const timer = setInterval(() => {
    writing = writing.then(write);
  }, writeInterval);
  timer.unref();

  return {
    note({ url, method, at, address }) {
      const place = findStrayPlace(url);
      if (place === undefined) return;
      warn(place, method, at, address);
      const one = { place, count: 1, first: at, last: at, ...(address !== undefined && { address }) };
      if (fresh.has(place) || fresh.size < mostPlaces) fresh.set(place, add(fresh.get(place), one));
    },
    async close() {
      clearInterval(timer);
      await writing.then(write);
    },
  };
}

function add(before: StrayRequests | undefined, more: StrayRequests): StrayRequests {
  return before ? { ...more, count: before.count + more.count, first: before.first } : more;
}
