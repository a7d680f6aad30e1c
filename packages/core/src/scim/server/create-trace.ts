import type { Departure } from '../departures.js';
import { ScimError } from '../scim-error.js';
import type { Call } from './call.js';
import { describeRefusal } from './describe-refusal.js';
import type { ScimTrace } from './scim-server.js';
import { shortenNames } from './shorten-names.js';

/** Collects what a request log shows beside one answer. */
export interface OpenTrace extends Pick<Call, 'ignore' | 'decide' | 'note'> {
  /** Of quirks that changed something. */
  readonly quirks: Set<string>;
  tolerate(departure: Departure): void;
  refuse(error: unknown): void;
  read(method: string, status: number): ScimTrace;
}

/** More kinds of decisions than this come from no request that a person looks at. */
const mostDecisions = 20;

export function createTrace(): OpenTrace {
  const quirks = new Set<string>();
  const ignored = new Set<string>();
  const tolerated = new Set<Departure>();
  const notes = new Set<string>();
  const decisions = new Map<string, number>();
  let hasPassword = false;

  function decide(decision: string): void {
    if (decisions.size < mostDecisions || decisions.has(decision))
      decisions.set(decision, (decisions.get(decision) ?? 0) + 1);
  }

  return {
    quirks,
    ignore(names, password) {
      for (const name of names) ignored.add(name);
      if (password) hasPassword = true;
    },
    decide,
    note: (note) => void notes.add(note),
    tolerate: (departure) => void tolerated.add(departure),
    refuse: (error) => decide(error instanceof ScimError ? describeRefusal(error) : 'failed'),
    read: (method, status) => ({
      quirks: [...quirks],
      ignored: [...shortenNames(ignored), ...(hasPassword ? ['password'] : [])],
      tolerated: [...tolerated],
      decision: describe(decisions) ?? describePlain(method, status),
      notes: shortenNames(notes),
    }),
  };
}

/** `created`; of several operations in one request `3 created, refused: ownership`. */
function describe(decisions: ReadonlyMap<string, number>): string | undefined {
  if (decisions.size === 0) return undefined;
  return [...decisions].map(([decision, times]) => (times === 1 ? decision : `${times} ${decision}`)).join(', ');
}

function describePlain(method: string, status: number): string {
  if (status >= 400) return describeRefusal({ status, reason: undefined, scimType: undefined });
  if (status === 304) return 'not modified';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'done';
}
