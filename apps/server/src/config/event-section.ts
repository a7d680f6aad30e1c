import { z } from 'zod';
import { eventTypes } from '../events/event-type.js';
import { secretReference } from './secret-reference.js';

const urlRemedy =
  'Write an https:// address, such as "https://siem.example.com/events". Plain http:// is for this machine only (127.0.0.1, localhost).';
const typesRemedy = `Name each once, of: ${eventTypes.join(', ')}.`;
const audienceRemedy = 'Write what the receiver expects in "aud", such as "https://siem.example.com".';

const common = {
  directory: z.string().default('main').meta({ description: 'Whose changes are told. Default main.' }),
  types: z
    .array(z.enum(eventTypes))
    .min(1, { error: typesRemedy })
    .refine((types) => new Set(types).size === types.length, { error: typesRemedy })
    .default([...eventTypes])
    .meta({ description: 'Which kinds of change are told. Default: all.' }),
  include: z.enum(['notice', 'full']).default('notice').meta({
    description:
      '`notice`: which attributes changed, without their values. `full`: the values too, so personal data leaves. Default notice.',
  }),
  audience: z
    .string({ error: audienceRemedy })
    .min(1, { error: audienceRemedy })
    .exactOptional()
    .meta({ description: 'What stands in "aud". Default: {publicUrl}/events/{name}.' }),
};

const push = z.strictObject({
  ...common,
  delivery: z.literal('push').meta({ description: 'Posted to the receiver, one by one (RFC 8935).' }),
  url: z
    .url({ error: urlRemedy })
    .refine(isConfidential, { error: urlRemedy })
    .meta({ description: 'Where they are posted.' }),
  token: secretReference.exactOptional().meta({ description: 'Sent as a bearer token.' }),
});

const poll = z.strictObject({
  ...common,
  delivery: z.literal('poll').meta({ description: 'Fetched by the receiver at {publicUrl}/events/{name} (RFC 8936).' }),
  tokens: z
    .array(secretReference)
    .min(1, { error: 'Name at least one: { env: NAME } or { file: path }. Two let the receiver change over.' })
    .meta({ description: 'Bearer tokens that the receiver may use.' }),
});

/** Who is told of changes in a directory by signed security events (RFC 9967). */
export const eventSection = z.discriminatedUnion('delivery', [push, poll], {
  error: ({ code }) =>
    code === 'invalid_union' ? 'Write delivery: push, with a url, or delivery: poll, with tokens.' : undefined,
});

/** RFC 8935 §3: over TLS. What stays on this machine needs none. */
function isConfidential(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname));
}
