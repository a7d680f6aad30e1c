import { onTestFinished } from 'vitest';
import type { ConnectorLog } from '../../connector.js';
import { createHttpClient, type HttpClientDependencies } from '../../create-http-client.js';
import type { HttpClient, HttpClientOptions } from '../../http-client.js';

export interface TestClient {
  readonly client: HttpClient;
  /** Data of every log line. */
  readonly logged: object[];
  /** How long it waited between attempts, in milliseconds; none of it in real time. */
  readonly waits: number[];
}

export function makeClient(options: HttpClientOptions, dependencies: Partial<HttpClientDependencies> = {}): TestClient {
  const logged: object[] = [];
  const waits: number[] = [];
  const write = (data: object) => void logged.push(data);
  const log: ConnectorLog = { debug: write, info: write, warn: write };
  const disposal = new AbortController();
  onTestFinished(() => disposal.abort());
  const sleep = async (milliseconds: number) => void waits.push(milliseconds);
  const random = () => 0.5;
  const client = createHttpClient(options, { log, name: 'toy', signal: disposal.signal, sleep, random, ...dependencies });
  return { client, logged, waits };
}
