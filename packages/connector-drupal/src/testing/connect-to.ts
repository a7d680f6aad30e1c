import { type Connector, createConnectorContext } from '@linkspan/core';
import type { z } from 'zod';
import { jsonApiConfig } from '../config.js';
import connector from '../index.js';

const silent = { debug: () => {}, info: () => {}, warn: () => {} };

/** As the host connects: the configuration checked, the real HTTP client. */
export function connectTo(input: z.input<typeof jsonApiConfig>): Connector {
  const disposal = new AbortController();
  const context = createConnectorContext({ name: 'drupal', log: silent, signal: disposal.signal });
  const connected = connector.connect?.(jsonApiConfig.parse(input), context);
  if (connected === undefined) throw new Error('the connector does not connect');
  return { ...connected, dispose: async () => disposal.abort() };
}
