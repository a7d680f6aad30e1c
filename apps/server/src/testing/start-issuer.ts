import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, type generateKeyPair } from 'jose';
import { onTestFinished } from 'vitest';

export type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** An issuer's web server, ended with the test: it publishes keys, or says what it is told to. */
export async function startIssuer() {
  const answer = { status: 200, body: '' };
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches += 1;
    response.writeHead(answer.status).end(answer.body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return {
    jwks: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/keys?appid=1`,
    async publish(...pairs: readonly (readonly [kid: string, pair: KeyPair])[]) {
      const keys = pairs.map(async ([kid, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid }));
      answer.body = JSON.stringify({ keys: await Promise.all(keys) });
    },
    say: (status: number, body = answer.body) => Object.assign(answer, { status, body }),
    fetches: () => fetches,
  };
}
