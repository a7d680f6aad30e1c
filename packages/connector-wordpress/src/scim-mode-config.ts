import { miniOrangeConfig } from '@linkspan/core';
import { z } from 'zod';
import { config } from './config.js';

/** A site is reached by its REST API, or by the SCIM server of a plugin. Without `mode`: by its REST API. */
export const configByMode = z.discriminatedUnion('mode', [
  config.extend({
    mode: z.literal('rest').exactOptional().meta({ title: 'How the site is reached', description: 'Default rest.' }),
  }),
  miniOrangeConfig,
]);
