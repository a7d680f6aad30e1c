import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

export interface FaultyProxy {
  readonly url: string;
  /** What stands behind it: until then everything is answered 502. */
  passTo(url: string): void;
}

/** Answers itself and says true, or changes what is passed on. */
export type Fault = (asked: IncomingMessage, response: ServerResponse) => boolean | undefined;

/** A proxy in front of a server, as operators have one, that does something that clients of SCIM cannot live with. */
export async function startFaultyProxy(fault: Fault = () => false): Promise<FaultyProxy> {
  let behind: string | undefined;
  const server = createServer((asked, response) => {
    if (fault(asked, response) === true) return void asked.resume();
    if (behind === undefined) return void response.writeHead(502, { server: 'proxy' }).end('<html>Bad Gateway</html>');
    const { method, headers, url } = asked;
    const passed = request(`${behind}${url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    asked.pipe(passed);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    passTo(url) {
      behind = url;
    },
  };
}
