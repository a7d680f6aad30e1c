import type { Dispatcher } from 'undici';
import type { Json } from '../../scim/json.js';
import type { HttpRequest, HttpResponse } from '../http-client.js';

export interface Exchange {
  readonly dispatcher: Dispatcher;
  readonly url: URL;
  readonly method: HttpRequest['method'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Ends the exchange wherever it stands, also while it connects. */
  readonly signal: AbortSignal;
  /** The connection stands: from here on bytes may have left. */
  onSending(): void;
}

/** One request on the wire and its whole answer. Rejects with the error of node or undici, or the signal's reason. */
export function exchange({
  dispatcher,
  url,
  method,
  headers,
  body,
  signal,
  onSending,
}: Exchange): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let received: Readonly<Record<string, string>> = {};
    const chunks: Buffer[] = [];

    const settle = () => signal.removeEventListener('abort', abort);
    const fail = (error: unknown) => {
      settle();
      reject(error);
    };
    const abort = () => {
      controller?.abort(toError(signal.reason));
      fail(signal.reason);
    };
    if (signal.aborted) return fail(signal.reason);
    signal.addEventListener('abort', abort, { once: true });

    dispatcher.dispatch(
      { origin: url.origin, path: url.pathname + url.search, method, headers, body: body ?? null },
      {
        onRequestStart(started) {
          controller = started;
          // Aborted while it connected: nothing has been sent, and nothing is.
          if (signal.aborted) started.abort(toError(signal.reason));
          else onSending();
        },
        onResponseStart(_, statusCode, fields) {
          status = statusCode;
          received = flatten(fields);
        },
        onResponseData(_, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          settle();
          const text = new TextDecoder().decode(Buffer.concat(chunks));
          resolve({ status, headers: received, text, json: parseJson(text) });
        },
        onResponseError(_, error) {
          fail(error);
        },
      },
    );
  });
}

function flatten(fields: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]],
    ),
  );
}

/** Whatever the content type says: vendors label JSON as HTML, and error pages as JSON. */
function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted');
}
