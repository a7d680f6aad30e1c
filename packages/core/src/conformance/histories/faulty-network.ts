import { Dispatcher } from 'undici';
import type { JsonObject } from '../../scim/json.js';
import { type Fault, type FaultName, faults } from './fault.js';
import type { SiteAnswer, SiteRequest } from './faulty-site.js';
import type { HistoryEvent } from './history.js';

/** What stands at the other end. */
export interface ReachedSite {
  readonly rows: { readonly size: number };
  readonly groups: { readonly size: number };
  answer(request: SiteRequest): SiteAnswer;
}

export interface FaultyNetwork {
  readonly dispatcher: Dispatcher;
  /** Every write that the site was asked to do, in the order of its doing it. */
  readonly writes: readonly string[];
  /** Requests that the site will still do, or has not answered. */
  readonly underWay: number;
  /** Befalls the next requests of the kind, after those that are awaited already, and after so many that it skips. */
  expect(expected: Expected): void;
  /** Nothing goes wrong from now on; what is under way takes its course. */
  calm(): void;
}

/** Told of every request that a fault befell. */
export type OnFault = (fault: FaultName, on: 'read' | 'write') => void;

type Expected = Omit<Extract<HistoryEvent, { readonly kind: 'fault' }>, 'kind'>;

/** Milliseconds. */
const latency = 4;
const tables: readonly string[] = ['/users', '/groups'];
const noFault: Fault = { befalls: 'any', does: [0], tells: 'own' };

interface Awaited extends Fault {
  readonly name: FaultName;
}

/** Stands between the HTTP client and the site, without a socket; its time is that of `setTimeout`. */
export function createFaultyNetwork(
  site: ReachedSite,
  { refusesDuplicates }: { readonly refusesDuplicates: boolean },
  onFault: OnFault,
) {
  const writes: string[] = [];
  let awaited: (Awaited & { skips: number })[] = [];
  let underWay = 0;

  function takeFault(request: SiteRequest): Fault {
    const next = awaited.find((fault) => mayBefall(fault, request));
    if (next === undefined) return noFault;
    next.skips -= 1;
    if (next.skips >= 0) return noFault;
    awaited.splice(awaited.indexOf(next), 1);
    onFault(next.name, request.method === 'GET' ? 'read' : 'write');
    return next;
  }

  function mayBefall({ befalls, does }: Fault, { method, path, query }: SiteRequest): boolean {
    const isListing = tables.includes(path) && method === 'GET' && [...query.keys()].every((key) => key === 'after');
    if (befalls === 'listing') return isListing && (path === '/groups' ? site.groups : site.rows).size > 0;
    if (befalls === 'any') return true;
    // A site without a check of its own makes two of a create that arrives twice, or late: no client could prevent that.
    const doubles = !refusesDuplicates && method === 'POST' && does.some((delay) => delay > 0);
    return method !== 'GET' && !doubles;
  }

  function run(request: SiteRequest): SiteAnswer {
    const answer = site.answer(request);
    if (request.method !== 'GET')
      writes.push(`${request.method} ${request.path} ${JSON.stringify(request.body)} → ${answer.status}`);
    return answer;
  }

  async function carry(request: SiteRequest, exchange: Exchange): Promise<void> {
    const { does, lags = latency, tells } = takeFault(request);
    await pass(latency);
    if (tells === 'refused') return exchange.fail('ECONNREFUSED');
    exchange.start();
    const answers: SiteAnswer[] = [];
    let passed = 0;
    for (const delay of does) {
      await pass(delay - passed);
      passed = Math.max(passed, delay);
      answers.push(run(request));
    }
    await pass(lags);
    const answer = answers.at(tells === 'first' ? 0 : -1);
    if (tells === 'none') return;
    if (typeof tells === 'object' || tells === 'broken' || answer === undefined) refuse(exchange, tells);
    else exchange.answer(tells === 'short' ? shorten(answer) : answer, tells === 'cut');
  }

  class Network extends Dispatcher {
    override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      underWay += 1;
      carry(readRequest(options), createExchange(handler)).finally(() => {
        underWay -= 1;
      });
      return true;
    }
  }

  return {
    dispatcher: new Network(),
    writes,
    get underWay() {
      return underWay;
    },
    expect({ fault, times, onWrites, skips = 0 }) {
      const { befalls, ...rest }: Fault = faults[fault];
      const one: Awaited = { ...rest, name: fault, befalls: befalls === 'any' && onWrites ? 'write' : befalls };
      awaited.push(...Array.from({ length: times }, (_, place) => ({ ...one, skips: place === 0 ? skips : 0 })));
    },
    calm() {
      awaited = [];
    },
  } satisfies FaultyNetwork;
}

function pass(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function refuse(exchange: Exchange, tells: Fault['tells']): void {
  if (typeof tells === 'object') exchange.answer({ status: tells.status, body: {} }, false, tells.retryAfter);
  else exchange.fail('ECONNRESET');
}

function shorten({ status, body }: SiteAnswer): SiteAnswer {
  const { items, ...rest } = body as JsonObject;
  return { status, body: { ...rest, items: Array.isArray(items) ? items.slice(0, -1) : [] } };
}

function readRequest({ method, path, body }: Dispatcher.DispatchOptions): SiteRequest {
  const url = new URL(path, 'http://faulty.example');
  return {
    method,
    path: url.pathname,
    query: url.searchParams,
    body: typeof body === 'string' ? (JSON.parse(body) as JsonObject) : {},
  };
}

interface Exchange {
  start(): void;
  fail(code: string): void;
  answer(answer: SiteAnswer, cut: boolean, retryAfter?: number): void;
}

/** Nothing reaches a client that has given up. */
function createExchange(handler: Dispatcher.DispatchHandler): Exchange {
  let reason: Error | null = null;
  const controller: Dispatcher.DispatchController = {
    get aborted() {
      return reason !== null;
    },
    get reason() {
      return reason;
    },
    paused: false,
    abort(error) {
      reason = error;
    },
    pause() {},
    resume() {},
  };
  const fail = (code: string) => {
    if (reason !== null) return;
    reason = Object.assign(new Error(code), { code });
    handler.onResponseError?.(controller, reason);
  };
  return {
    start: () => handler.onRequestStart?.(controller, {}),
    fail,
    answer({ status, body }, cut, retryAfter) {
      if (reason !== null) return;
      const text = Buffer.from(JSON.stringify(body));
      const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
      handler.onResponseStart?.(controller, status, headers);
      handler.onResponseData?.(controller, cut ? text.subarray(0, text.length / 2) : text);
      if (cut) fail('UND_ERR_SOCKET');
      else handler.onResponseEnd?.(controller, {});
    },
  };
}
