import express from 'express';

/** Whether the other end of a socket is a proxy whose headers are believed: `server.trustProxy`, as Express judges it. */
export function createTrustsPeer(
  trustProxy: boolean | number | string | readonly string[],
): (peer: string | undefined) => boolean {
  const app = express();
  app.set('trust proxy', trustProxy);
  const trusts: (address: string, hop: number) => boolean = app.get('trust proxy fn');
  return (peer) => peer !== undefined && trusts(peer, 0);
}
