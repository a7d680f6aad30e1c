import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from './caller.js';

/** What a request says of who sends it. */
export interface Presented {
  /** As the URL has it; perhaps no client's name. */
  readonly client: string;
  readonly headers: IncomingHttpHeaders;
  /** As they came, names and values in turn. */
  readonly rawHeaders?: readonly string[];
  /** The sender's, by `trustProxy`. */
  readonly address?: string;
  /** Of the socket: the sender, or the proxy in front. */
  readonly peer?: string;
}

/** Why somebody is not let in. */
export interface Refusal {
  /** 401 for every want of proof, 403 for the wrong place, 429 for too often, 503 where it cannot be told. */
  readonly status: 401 | 403 | 429 | 503;
  /** For the operator alone, without a secret: "the token expired 3 min ago". */
  readonly refused: string;
  /** Whole seconds. */
  readonly retryAfter?: number;
  /** What `WWW-Authenticate` says. */
  readonly challenge: string;
}

export type Verdict = Caller | Refusal;

/**
 * Judges a request by what comes before its body. Not a promise where the answer is known: credentials that were good a moment ago cost
 * one look into a Map. An unknown client, a bad token, another client's token and none at all are refused alike, after the same work:
 * neither the answer nor its time tells which. Only a client with an `allow` list says so to other addresses, by its 403.
 *
 * @throws (rejects) where the database does not answer.
 */
export type Authenticate = (presented: Presented) => Verdict | Promise<Verdict>;
