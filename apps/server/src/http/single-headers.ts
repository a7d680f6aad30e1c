import type { IncomingMessage } from 'node:http';

type Headers = IncomingMessage['headers'];

/** By lower-case name; what came several times is joined, which Node has done for all but cookies. */
export function singleHeaders({ headers }: Pick<IncomingMessage, 'headers'>): Readonly<Record<string, string>> {
  if (isSingle(headers)) return headers;
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
    ),
  );
}

function isSingle(headers: Headers): headers is Record<string, string> {
  return headers['set-cookie'] === undefined;
}
