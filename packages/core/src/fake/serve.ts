import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export type Serve = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** Serves on the loopback. What `serve` rejects with breaks the connection off. */
export function listen(serve: Serve, port: number): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** Does not wait for connections that are kept open. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
