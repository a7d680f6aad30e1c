import { z } from 'zod';
import type { HttpResponse } from '../connector/http-client.js';
import type { ScimApi } from './create-scim-api.js';
import type { ServerDescription } from './server-description.js';

const feature = z
  .object({ supported: z.union([z.boolean(), z.stringbool()]).nullish().catch(undefined) })
  .nullish()
  .catch(undefined);

const configSchema = z.object({
  patch: feature,
  filter: feature,
  etag: feature,
  pagination: z
    .object({ cursor: z.boolean().nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

const named = z.object({ name: z.string(), returned: z.string().nullish().catch(undefined) });

const schemaSchema = z.object({
  id: z.string(),
  attributes: z
    .array(named.extend({ subAttributes: z.array(named).nullish().catch(undefined) }))
    .nullish()
    .catch(undefined),
});

/** A server that says nothing is one that can do what most can. */
const assumed: ServerDescription = { known: false, patch: true, filter: true, etag: false, cursor: false };

/** Tolerant: whatever the endpoint answers but a refusal of the credentials, or a server that is not there, is no obstacle. */
export async function describeServer(api: ScimApi, signal: AbortSignal): Promise<ServerDescription> {
  if (!api.traits.discovery) return assumed;
  const call = { method: 'GET', path: '/ServiceProviderConfig', to: 'describe itself' } as const;
  const answer = await api.send(call, signal);
  // A server in trouble says nothing about itself; one without the endpoint does.
  if (answer.status >= 500 && answer.status !== 501) throw api.refusal(call, answer);
  const parsed = isOk(answer) ? configSchema.safeParse(answer.json).data : undefined;
  if (parsed === undefined || (parsed.patch ?? parsed.filter) == null) return assumed;
  return {
    known: true,
    patch: parsed.patch?.supported ?? false,
    filter: parsed.filter?.supported ?? false,
    etag: parsed.etag?.supported ?? false,
    cursor: parsed.pagination?.cursor ?? false,
  };
}

/** The attributes that each schema shows, by its URN: `title`, `name`, `name.givenName`. Undefined: the server does not tell them. */
export async function readSchemas(
  api: ScimApi,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const resources = await readDiscovered(api, '/Schemas', signal);
  const known = (z.array(schemaSchema).safeParse(resources).data ?? []).map(({ id, attributes }) => {
    const shown = (attributes ?? []).filter(isShown).flatMap(({ name, subAttributes }) => {
      const inner = (subAttributes ?? []).filter(isShown);
      return [name, ...inner.map((one) => `${name}.${one.name}`)];
    });
    return [id, shown] as const;
  });
  return known.length === 0 ? undefined : new Map(known);
}

function isShown({ returned }: z.output<typeof named>): boolean {
  return returned !== 'never' && returned !== 'request';
}

/** The endpoints of its resource types: `/Users`. Undefined: the server does not tell them. */
export async function readEndpoints(api: ScimApi, signal: AbortSignal): Promise<readonly string[] | undefined> {
  const resources = await readDiscovered(api, '/ResourceTypes', signal);
  const types = z.array(z.object({ endpoint: z.string() })).safeParse(resources).data;
  return types === undefined || types.length === 0
    ? undefined
    : types.map(({ endpoint }) => `/${endpoint.split('/').at(-1)}`);
}

async function readDiscovered(api: ScimApi, path: string, signal: AbortSignal): Promise<unknown> {
  if (!api.traits.discovery) return undefined;
  const answer = await api.send({ method: 'GET', path, to: 'describe itself' }, signal);
  if (!isOk(answer)) return undefined;
  // A list as the standard wants it, or a bare one.
  return z.object({ Resources: z.unknown() }).safeParse(answer.json).data?.Resources ?? answer.json;
}

function isOk({ status }: HttpResponse): boolean {
  return status >= 200 && status < 300;
}
