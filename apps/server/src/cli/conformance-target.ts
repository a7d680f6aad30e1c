import type { RemoteTarget } from '@linkspan/core/conformance';
import { resolveSecret } from '../config/resolve-secret.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface TargetOptions {
  readonly token?: string;
  readonly basic?: string;
  readonly header?: readonly string[];
}

export interface ConformanceTarget extends RemoteTarget {
  /** What must never be shown, whatever the server answers. */
  readonly secrets: readonly string[];
}

type Source = Pick<Terminal, 'environment' | 'folder'>;

const fromOutside = /^(env|file):(.+)$/s;
const remedy = 'Write env:NAME or file:PATH: what stands on a command line is read by everybody on the machine.';
const credentials = /^(authorization|proxy-authorization|cookie)$|api-?key|token|secret/i;

/** @throws UsageError that says what to write instead */
export function conformanceTarget(source: Source, address: string, options: TargetOptions): ConformanceTarget {
  const { token, basic, header = [] } = options;
  const url = parseUrl(address);
  const secrets: string[] = [];
  const headers: Record<string, string> = {};
  if (token !== undefined && basic !== undefined) throw new UsageError('--token and --basic are two ways. Use one.');
  if (token !== undefined) {
    const secret = readSecret(source, '--token', token);
    secrets.push(secret);
    headers.authorization = `Bearer ${secret}`;
  }
  if (basic !== undefined) {
    const secret = readSecret(source, '--basic', basic);
    if (!secret.includes(':'))
      throw new UsageError('--basic: it holds no "name:password". Put both there, with a colon.');
    const encoded = Buffer.from(secret).toString('base64');
    secrets.push(secret, secret.slice(secret.indexOf(':') + 1), encoded);
    headers.authorization = `Basic ${encoded}`;
  }
  for (const one of header) {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+)\s*[:=]\s*(.*)$/s.exec(one) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`--header: a header is written "Name: value", or "Name: env:NAME".`);
    }
    const isOutside = fromOutside.test(value);
    if (!isOutside && credentials.test(name))
      throw new UsageError(`--header ${name}: it looks like a secret. ${remedy}`);
    const text = isOutside ? readSecret(source, `--header ${name}`, value) : value;
    if (isOutside) secrets.push(text);
    headers[name.toLowerCase()] = text;
  }
  return { url, headers, secrets: secrets.filter((secret) => secret !== '') };
}

function readSecret(source: Source, option: string, text: string): string {
  const [, kind, place = ''] = fromOutside.exec(text) ?? [];
  if (kind === undefined) throw new UsageError(`${option}: a secret is not written here. ${remedy}`);
  const resolved = resolveSecret(kind === 'env' ? { env: place } : { file: place }, source);
  if ('value' in resolved) return resolved.value;
  throw new UsageError(`${option} ${resolved.missing.message}. ${resolved.missing.remedy}`);
}

function parseUrl(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(
      `"${address}" is no address. Write the SCIM base URL, such as https://app.example.com/scim/v2.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError('The address holds a password. Leave it out, and use --basic env:NAME.');
  }
  if (url.search !== '' || url.hash !== '') {
    throw new UsageError('The address has a query or a fragment. Write the SCIM base URL alone.');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
