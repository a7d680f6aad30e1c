import { z } from 'zod';

const secret = z.string().min(1);

/** Drupal's own names of what "Cancel account" does, under Configuration > People > Account settings. */
export const cancelMethods = [
  'user_cancel_block',
  'user_cancel_block_unpublish',
  'user_cancel_reassign',
  'user_cancel_delete',
] as const;

/** What an operator says about one site that is reached by JSON:API. */
export const jsonApiConfig = z
  .strictObject({
    mode: z
      .literal('jsonapi')
      .exactOptional()
      .meta({ title: 'How the site is reached', description: 'Default jsonapi.' }),
    url: z
      .url({ protocol: /^https?$/, error: 'must be the address of the site, such as https://intranet.example.com' })
      .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), {
        error: 'must not contain credentials: use username and password',
      })
      .transform((url) => url.replace(/[?#].*$/, '').replace(/\/+$/, ''))
      .meta({ title: 'Address of the site', examples: ['https://intranet.example.com'] }),
    username: z
      .string()
      .min(1)
      .refine((username) => !username.includes(':'), { error: 'must not contain a colon' })
      .optional()
      .meta({ title: 'Name of the service account', description: 'The name, not the e-mail address.' }),
    password: secret.optional().meta({ title: 'Password of the service account', secret: true }),
    clientId: z
      .string()
      .min(1)
      .optional()
      .meta({ title: 'OAuth client of the Simple OAuth module, in the place of username and password' }),
    clientSecret: secret.optional().meta({ title: 'Secret of the OAuth client', secret: true }),
    deletion: z
      .enum(['block', ...cancelMethods, 'rest'])
      .default('block')
      .meta({
        title: 'What a deletion does',
        description:
          'block: the account is blocked and stays. user_cancel_…: the account is cancelled; name the method that the site is set to, ' +
          'since Drupal tells nobody which it is. rest: the account and its content are deleted at once, by the REST module.',
      }),
    siteFields: z
      .array(
        z
          .string()
          .regex(/^field_[a-z0-9_]+$/, { error: 'must be the machine name of a field, such as field_job_title' }),
      )
      .default([])
      .meta({
        title: 'Fields of the site that the mapping names',
        description: 'The test says which of them are missing there.',
      }),
    companion: z
      .strictObject({
        webhookSecret: z.string().min(16).meta({ title: 'Secret that the companion signs with', secret: true }),
      })
      .optional(),
  })
  .refine(({ username, password }) => (username === undefined) === (password === undefined), {
    error: 'username and password belong together',
    path: ['password'],
  })
  .refine(({ clientId, clientSecret }) => (clientId === undefined) === (clientSecret === undefined), {
    error: 'clientId and clientSecret belong together',
    path: ['clientSecret'],
  })
  .refine(({ username, clientId }) => (username === undefined) !== (clientId === undefined), {
    error: 'either username with password, or clientId with clientSecret',
    path: ['username'],
  });

export type JsonApiConfig = z.output<typeof jsonApiConfig>;
