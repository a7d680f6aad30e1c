import { type Connector, createConnectorContext, type miniOrangeConfig } from '@linkspan/core';
import type { z } from 'zod';
import connector from '../index.js';
import { configByMode } from '../scim-mode-config.js';

const silent = { debug: () => {}, info: () => {}, warn: () => {} };

/** As the host connects: the configuration checked, the real HTTP client. */
export function connectScimModeTo(input: Omit<z.input<typeof miniOrangeConfig>, 'mode'>): Connector {
  const disposal = new AbortController();
  const context = createConnectorContext({ name: 'wordpress', log: silent, signal: disposal.signal });
  const connected = connector.connect?.(configByMode.parse({ mode: 'scim', ...input }), context);
  if (connected === undefined) throw new Error('the connector does not connect');
  return { ...connected, dispose: async () => disposal.abort() };
}
