import { z } from 'zod';

/** What an operator says about a site whose SCIM server is miniOrange's. */
export const miniOrangeConfig = z.strictObject({
  mode: z.literal('scim'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be the SCIM base URL, such as https://site.example.com/scim' })
    .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), { error: 'must not contain credentials' })
    .transform((url) => url.replace(/[?#].*$/, '').replace(/\/+$/, ''))
    .meta({ title: 'SCIM base URL, as miniOrange shows it', examples: ['https://site.example.com/scim'] }),
  token: z.string().min(1).meta({ title: 'Bearer token, as miniOrange shows it once', secret: true }),
  profile: z.enum(['miniorange-free', 'miniorange-premium']).meta({ title: 'Which form of the plugin the site has' }),
  takeover: z.boolean().default(false).meta({
    title: 'Whether a create may overwrite an account of the same log-in',
    description:
      'The free form does that, and has no means to look beforehand: without this consent nobody is created there.',
  }),
  deprovision: z.enum(['delete', 'deactivate']).default('delete').meta({
    title: 'What the plugin is set to do with a user who is deprovisioned (premium)',
    description:
      'Its own default is to delete. Nobody is deactivated unless the plugin is set to deactivate, and this says so.',
  }),
});

export type MiniOrangeConfig = z.output<typeof miniOrangeConfig>;
