import { z } from 'zod';

const address = z.url({ protocol: /^https?$/, error: 'must be an address such as https://console.jumpcloud.com' });

/** What an operator says about one organization of JumpCloud as an application. As a client it has no configuration. */
export const config = z
  .strictObject({
    region: z.enum(['us', 'eu', 'in']).default('us').meta({
      title: 'Data centre',
      description: 'us: console.jumpcloud.com, eu: console.eu.jumpcloud.com, in: console.in.jumpcloud.com',
    }),
    apiKey: z.string().min(1).optional().meta({ title: 'API key of an administrator', secret: true }),
    clientId: z
      .string()
      .min(1)
      .optional()
      .meta({ title: 'Client ID of a service account, in the place of an API key' }),
    clientSecret: z.string().min(1).optional().meta({ title: 'Client secret of the service account', secret: true }),
    organization: z
      .string()
      .regex(/^[0-9a-f]{24}$/, { error: 'must be an organization id, 24 digits and letters from a to f' })
      .optional()
      .meta({
        title: 'Organization',
        description: 'Needed where the administrator has several organizations, refused where there is one only.',
      }),
    actor: z.string().min(1).optional().meta({
      title: 'Who the key belongs to',
      description:
        "The id or e-mail of the administrator, as JumpCloud's activity log names them: tells our own changes from those of others.",
    }),
    keyExpires: z.iso
      .date()
      .optional()
      .meta({
        title: 'Last day of the key',
        description: 'JumpCloud shows it when a key is made. Warned of 30 days before.',
        examples: ['2027-01-31'],
      }),
    hosts: z
      .strictObject({
        console: address.meta({ title: 'In the place of https://console.jumpcloud.com' }),
        insights: address.meta({ title: 'In the place of https://api.jumpcloud.com' }),
        signIn: address.meta({ title: 'In the place of https://admin-oauth.id.jumpcloud.com' }),
      })
      .partial()
      .optional()
      .meta({
        title: "Other addresses than JumpCloud's own",
        description: 'For a proxy in between. The region says nothing of these.',
      }),
  })
  .refine((one) => (one.apiKey === undefined) !== (one.clientId === undefined), {
    path: ['apiKey'],
    error: 'must be given, or clientId and clientSecret in its place, and not both',
  })
  .refine((one) => (one.clientId === undefined) === (one.clientSecret === undefined), {
    path: ['clientSecret'],
    error: 'must be given together with clientId, and not without it',
  });

export type Config = z.output<typeof config>;
