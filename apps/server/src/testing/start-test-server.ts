import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type RunningServer, type StartOptions, startServer } from '../main.js';
import { newFolder } from './new-folder.js';

export const testToken = 'a-token-of-the-tests-0123456789';

export interface TestServer extends RunningServer {
  readonly folder: string;
  /** Of the client `idp`, below which `path` stands. */
  call(path: string, options?: RequestInit): Promise<Response>;
}

/** A server of its own on a free port, in a new folder, ended with the test. `configuration` is what `linkspan.yaml` says, unless `prepare` writes another. */
export async function startTestServer(
  configuration: Readonly<Record<string, unknown>> = {},
  options: StartOptions & { prepare?(folder: string): void } = {},
): Promise<TestServer> {
  const folder = newFolder();
  const file = { clients: { idp: { tokens: [{ env: 'IDP_TOKEN' }] } }, ...configuration };
  writeFileSync(join(folder, 'linkspan.yaml'), JSON.stringify(file));
  options.prepare?.(folder);
  const environment = { PORT: '0', IDP_TOKEN: testToken, ...options.environment };
  const server = await startServer({ log: 'silent', folder, ...options, environment });
  onTestFinished(() => server.stop());
  return {
    ...server,
    folder,
    call: (path, request = {}) =>
      fetch(`${server.url}/scim/idp/v2${path}`, {
        ...request,
        headers: { authorization: `Bearer ${testToken}`, ...request.headers },
      }),
  };
}
