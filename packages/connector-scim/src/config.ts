import { z } from 'zod';
import { quirks } from './quirks.js';

const address = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be an http:// or https:// address, such as ${example}` })
    .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), { error: 'must not contain credentials' });

/** What an operator says about one SCIM server. */
export const config = z
  .strictObject({
    url: address('https://app.example.com/scim/v2')
      .transform((url) => url.replace(/[?#].*$/, '').replace(/\/+$/, ''))
      .meta({ title: 'SCIM base URL, below which /Users is', examples: ['https://app.example.com/scim/v2'] }),
    token: z.string().min(1).optional().meta({ title: 'Bearer token', secret: true }),
    oauth: z
      .strictObject({
        tokenUrl: address('https://app.example.com/oauth/token').meta({ title: 'Token endpoint' }),
        clientId: z.string().min(1),
        clientSecret: z.string().min(1).meta({ secret: true }),
        scope: z.string().min(1).optional(),
        sentIn: z.enum(['header', 'body']).default('header').meta({ title: 'Where id and secret are sent' }),
      })
      .optional()
      .meta({ title: 'OAuth 2 client credentials, in the place of token' }),
    groups: z.boolean().default(true).meta({ title: 'Whether the server has groups' }),
    update: z.enum(['discover', 'patch', 'put']).default('discover').meta({
      title: 'How resources are changed',
      description: 'discover: as ServiceProviderConfig says; without one PATCH, and PUT where that is refused.',
    }),
    paging: z.enum(['discover', 'index', 'cursor']).default('discover').meta({ title: 'How listings are paged' }),
    pageSize: z.int().min(1).max(1_000).default(100).meta({ title: 'Resources asked for at a time' }),
    lookUp: z.enum(['filter', 'list']).default('filter').meta({
      title: 'How accounts are found',
      description: 'list: everybody is read each time, for servers whose filters do harm.',
    }),
    mediaType: z.enum(['application/scim+json', 'application/json']).default('application/scim+json'),
    deactivation: z.boolean().default(true).meta({
      title: 'Whether the server has "active"',
      description: 'false: it cannot deactivate, so that leavers can only be deleted or kept.',
    }),
    deletion: z.boolean().default(true).meta({ title: 'Whether the server may be asked to delete' }),
    quirks: z
      .strictObject(Object.fromEntries(quirks.map(({ name }) => [name, z.boolean().optional()])))
      .default({})
      .meta({ title: 'Departures from the standard that are switched on' }),
  })
  .superRefine(({ token, oauth }, { addIssue }) => {
    if ((token === undefined) === (oauth === undefined))
      addIssue({ code: 'custom', path: ['token'], message: 'give either token or oauth' });
  });

export type Config = z.output<typeof config>;
