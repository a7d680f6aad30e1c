import { miniOrangeConfig } from '@linkspan/core';
import { z } from 'zod';
import { jsonApiConfig } from './config.js';

/** For Drupal there is a premium form of the server only, and in that nobody is overwritten: it can be asked who is there. */
export const scimModeConfig = miniOrangeConfig.omit({ takeover: true }).extend({
  profile: z.literal('miniorange-premium').meta({ title: 'Which form of the module the site has' }),
});

export type ScimModeConfig = z.output<typeof scimModeConfig>;

/** A site is reached by JSON:API, or by the SCIM server of a module. Without `mode`: by JSON:API. */
export const configByMode = z.discriminatedUnion('mode', [jsonApiConfig, scimModeConfig]);
