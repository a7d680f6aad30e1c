import express from 'express';

type TrustProxy = boolean | number | string | readonly string[];

/** Whether the other end of a socket is a proxy whose headers are believed: `server.trustProxy` at present, as Express judges it. */
export function createTrustsPeer(trustProxy: () => TrustProxy): (peer: string | undefined) => boolean {
  let judged: TrustProxy = false;
  let trusts: (address: string, hop: number) => boolean = () => false;
  return (peer) => {
    const present = trustProxy();
    if (present !== judged) {
      const app = express();
      app.set('trust proxy', present);
      trusts = app.get('trust proxy fn');
      judged = present;
    }
    return peer !== undefined && trusts(peer, 0);
  };
}
