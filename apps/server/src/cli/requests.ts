import { setTimeout as wait } from 'node:timers/promises';
import { scimBaseUrl } from '../http/server-urls.js';
import { findPublicUrl } from '../installation/find-public-url.js';
import { listRequests } from '../requests/list-requests.js';
import { listStrayRequests } from '../requests/list-stray-requests.js';
import type { LoggedRequest } from '../requests/request-row.js';
import { describeDuration } from './describe-duration.js';
import { describeRequest } from './describe-request.js';
import { describeStrayRequests } from './describe-stray-requests.js';
import { type ExitCode, exitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';
import { requireName } from './usage-error.js';
import { withInstallation } from './with-installation.js';

export interface RequestsOptions {
  readonly json?: boolean;
  readonly follow?: boolean;
  readonly bodies?: boolean;
  readonly limit: number;
}

/** Milliseconds between looks, with --follow. */
const interval = 500;
const batch = 200;

/** `linkspan requests <client>`: what an identity provider asked and was answered, oldest first. */
export async function requests(terminal: Terminal, client: string, options: RequestsOptions): Promise<ExitCode> {
  const { json = false, follow = false, bodies = false, limit } = options;
  const show = (request: LoggedRequest) => {
    if (json) terminal.print(JSON.stringify(publish(request)));
    else for (const line of describeRequest(request, terminal.colors, bodies)) terminal.print(line);
  };
  return withInstallation(terminal, async ({ configuration, database }) => {
    requireName('client', client, Object.keys(configuration.clients));
    const baseUrl = scimBaseUrl(findPublicUrl(configuration), client);
    let strayed = 0;
    const showStrays = async () => {
      const strays = (await listStrayRequests(database)).filter(({ last }) => last > strayed);
      strayed = Math.max(strayed, ...strays.map(({ last }) => last));
      for (const line of describeStrayRequests(strays, client, baseUrl)) terminal.complain(line);
    };
    const newest = await listRequests(database, { client, limit });
    const shown = [...newest].reverse();
    if (json && !follow) {
      terminal.print(JSON.stringify(shown.map(publish), null, 2));
      await showStrays();
      return exitCode.ok;
    }
    shown.forEach(show);
    if (shown.length === 0)
      terminal.complain(`No request of ${client} in the last ${describeDuration(configuration.requests.keep)}.`);
    await showStrays();
    for (
      let after = Math.max(0, ...shown.map(({ seq }) => seq));
      follow && !terminal.unread?.aborted;
      await wait(interval)
    ) {
      const fresh = await listRequests(database, { client, after, limit: batch });
      fresh.forEach(show);
      after = fresh.at(-1)?.seq ?? after;
      await showStrays();
    }
    return exitCode.ok;
  });
}

function publish({ seq: _, at, ...request }: LoggedRequest) {
  return { at: new Date(at).toISOString(), ...request };
}
