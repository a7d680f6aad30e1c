import { z } from 'zod';

/** What an operator says about one site. What happens to a leaver's content is not here but in `leaving.reassignTo`. */
export const config = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be the address of the site, such as https://blog.example.com' })
    .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), {
      error: 'must not contain credentials: use username and password',
    })
    .transform((url) => url.replace(/[?#].*$/, '').replace(/\/+$/, ''))
    .meta({ title: 'Address of the site', examples: ['https://blog.example.com'] }),
  username: z
    .string()
    .min(1)
    .refine((username) => !username.includes(':'), { error: 'must not contain a colon' })
    .meta({ title: 'Log-in of the service account' }),
  password: z.string().min(1).meta({ title: 'Application password of the service account', secret: true }),
  deactivation: z.enum(['lock', 'roles']).default('lock').meta({
    title: 'What deactivation does',
    description:
      'lock: with the companion on the site suspend the account, which keeps its roles; else take the roles, delete the application passwords and set a random password, which ends sessions. roles: take the roles only.',
  }),
  fallbackRole: z
    .string()
    .regex(/^[a-z0-9_-]+$/, { error: 'must be the key of a role, such as subscriber' })
    .default('subscriber')
    .meta({
      title: 'Role of an active account that would have none',
      description: 'In WordPress itself an account without any role is what a deactivated one looks like.',
    }),
  companion: z
    .strictObject({
      webhookSecret: z.string().min(16).meta({ title: 'LINKSPAN_WEBHOOK_SECRET of its wp-config.php', secret: true }),
    })
    .optional()
    .meta({
      title: 'The companion’s webhook',
      description: 'Only for its webhook: the companion itself is found and used wherever the site has it.',
    }),
});

export type Config = z.output<typeof config>;
