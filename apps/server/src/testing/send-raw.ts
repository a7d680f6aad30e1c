import { connect } from 'node:net';

export interface RawAnswer {
  /** 0: the connection was closed without one. */
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What `fetch` would not send, and whatever comes back until the connection ends. `patience` (milliseconds) is for what may be half a
 * request, for which a server would wait: without an answer within it the connection is ended from here.
 */
export async function sendRaw(url: string, bytes: string | Uint8Array, patience?: number): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const received = await new Promise<Buffer>((resolve) => {
    const pieces: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('data', (piece) => pieces.push(piece));
    // A connection that is reset has ended, too.
    socket.on('error', () => {});
    socket.on('close', () => resolve(Buffer.concat(pieces)));
    if (patience !== undefined) socket.setTimeout(patience, () => socket.end());
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  });
  const text = received.toString('utf8');
  const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s);
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines
    .map((line) => line.split(/:\s*(.*)/s))
    .map(([name = '', value = '']) => [name.toLowerCase(), value]);
  const named = Object.fromEntries(headers);
  const length = Number(named['content-length'] ?? Number.POSITIVE_INFINITY);
  // What stands behind it is the answer to what stood behind the request.
  const own = Buffer.from(body).subarray(0, length).toString();
  return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1] ?? 0), headers: named, body: own };
}
