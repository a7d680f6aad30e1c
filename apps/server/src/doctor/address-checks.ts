import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { connect } from 'node:tls';
import type { Check, CheckOutcome, ConnectorModule } from '@linkspan/core';
import { describeCallError } from './describe-call-error.js';

export interface AddressOptions {
  readonly client: string;
  readonly baseUrl: string;
  /** Of the configuration; absent: it is where the server listens. */
  readonly publicUrl?: string;
  readonly module?: Pick<ConnectorModule, 'title' | 'findBaseUrlProblem'>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const day = 24 * 3_600_000;
const timeout = 10_000;
const soon = 14;

/** Addresses that nobody outside this network can call (RFC 1918, RFC 4193, RFC 6598, loopback, link-local). */
const inner = new BlockList();
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
] as const)
  inner.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  inner.addSubnet(network, prefix, 'ipv6');

/** What an identity provider meets before it can say anything: the URL, the name, the certificate. */
export function addressChecks(options: AddressOptions): readonly Check[] {
  const { baseUrl, now } = options;
  const url = new URL(baseUrl);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const checks: Check[] = [
    { id: 'address', title: 'The base URL can be used', run: async () => judgeUrl(url, options) },
    { id: 'name', title: `${host} has an address that can be called from outside`, run: () => judgeName(host) },
  ];
  if (url.protocol !== 'https:') return checks;
  const port = url.port === '' ? 443 : Number(url.port);
  return [
    ...checks,
    { id: 'certificate', title: 'The certificate is accepted', run: () => judgeCertificate(url, host, port, now) },
  ];
}

function judgeUrl(url: URL, { client, publicUrl, module }: AddressOptions): CheckOutcome {
  const problem = module?.findBaseUrlProblem?.(url);
  if (problem !== undefined) return { ok: false, detail: url.href, hint: problem.replaceAll('<client>', client) };
  if (publicUrl === undefined) {
    const warning =
      'server.publicUrl is not set: this is where the server listens. Say there by which address it is reached from outside.';
    return { ok: true, detail: url.href, warning };
  }
  if (url.protocol === 'https:') return { ok: true, detail: url.href };
  return {
    ok: true,
    detail: url.href,
    warning: 'It is no https:// address: tokens and people travel in clear, and most identity providers refuse it.',
  };
}

async function judgeName(host: string): Promise<CheckOutcome> {
  let addresses: readonly string[];
  try {
    addresses = isIP(host) > 0 ? [host] : (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    return {
      ok: false,
      detail: describeCallError(error, new URL(`https://${host}`), timeout),
      hint: 'Nothing arrives before that is mended.',
    };
  }
  const detail = addresses.join(', ');
  const reachable = addresses.filter((address) => !inner.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'));
  if (reachable.length > 0) return { ok: true, detail };
  return {
    ok: true,
    detail,
    warning:
      'As seen from this machine that is an address of its own network. An identity provider on the internet needs a public one, unless the DNS tells it another.',
  };
}

/** With TLS 1.2, which every identity provider speaks and Entra wants. */
function judgeCertificate(url: URL, host: string, port: number, now: number): Promise<CheckOutcome> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, maxVersion: 'TLSv1.2', ...(isIP(host) === 0 && { servername: host }) });
    const end = (outcome: CheckOutcome) => {
      socket.destroy();
      resolve(outcome);
    };
    const fail = (error: unknown) =>
      end({
        ok: false,
        detail: describeCallError(error, url, timeout),
        hint: 'Nothing arrives before that is mended.',
      });
    socket.setTimeout(timeout, () => fail(new DOMException('no answer', 'TimeoutError')));
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - now) / day);
      const detail = `By this machine's authorities, by TLS 1.2, for ${days} days more.`;
      if (days > soon) return end({ ok: true, detail });
      end({ ok: true, detail, warning: `It ends in ${days} days. See to its renewal.` });
    });
  });
}
