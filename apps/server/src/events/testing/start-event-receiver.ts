import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Post {
  readonly headers: IncomingHttpHeaders;
  readonly token: string;
}

export interface EventReceiverForTests {
  readonly url: string;
  /** Everything that came, whatever was answered. */
  readonly posts: readonly Post[];
  /** What is done with each that comes from now on; 202 at first. `nth` counts from 1. */
  answer(how: (response: ServerResponse, nth: number) => void): void;
}

/** The other end of a push (RFC 8935), ended with the test. */
export async function startEventReceiver(): Promise<EventReceiverForTests> {
  const posts: Post[] = [];
  let nth = 0;
  let how = (response: ServerResponse, _nth: number): void => void response.writeHead(202).end();
  const server = createServer(async (request, response) => {
    posts.push({ headers: request.headers, token: (await request.toArray()).join('') });
    nth += 1;
    how(response, nth);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    posts,
    answer(next) {
      nth = 0;
      how = next;
    },
  };
}
