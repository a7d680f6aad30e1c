import { z } from 'zod';
import { clientAuthenticationKeys } from './client-authentication-section.js';
import { clientLimitKeys } from './client-limits-section.js';
import { clientProtocolKeys } from './client-protocol-keys.js';
import { guardsSection } from './guards-section.js';
import { secretReference } from './secret-reference.js';

export const clientSection = z.strictObject({
  connector: z
    .string()
    .min(1)
    .exactOptional()
    .meta({ description: 'The package that knows how this vendor speaks SCIM. Absent: plain RFC 7644.' }),
  directory: z.string().default('main').meta({ description: 'Where its people and groups are kept. Default main.' }),
  tokens: z
    .array(secretReference)
    .default([])
    .meta({ description: 'Bearer tokens beside those made by `linkspan token create`.' }),
  ...clientAuthenticationKeys,
  ...clientLimitKeys,
  quirks: z
    .record(z.string(), z.boolean())
    .default({})
    .meta({ description: 'Switches quirks of the connector on or off, by name.' }),
  ...clientProtocolKeys,
  guards: guardsSection.meta({
    description:
      'What is more than this of what the client asks for waits for `linkspan approve`, in every application. `percent` is of the people in the directory.',
  }),
});
