import { Buffer } from 'node:buffer';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { type DrupalSite, startDrupal } from '../../../../../scripts/real-sites/drupal.mjs';
import { createdSchema, type FeedItem, feedSchema } from './shapes.js';

export interface Answer {
  readonly status: number;
  readonly json: unknown;
}

export interface Person {
  readonly id: string;
  readonly uid: number;
  readonly name: string;
}

/** Of everybody that a test makes. */
export const secondPassword = 'Second-1';

export type CompanionSite = Awaited<ReturnType<typeof startCompanionSite>>;

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const modules = [
  { name: 'linkspan', folder: folder('../../../companion/linkspan') },
  { name: 'linkspan_test', folder: folder('linkspan_test') },
];

/** A real Drupal with the companion, its service account named and allowed to use it. */
export async function startCompanionSite() {
  const drupal = await startDrupal({ modules });
  await drupal.php(`
    \\Drupal\\user\\Entity\\Role::load('linkspan')->grantPermission('use linkspan companion')->save();
    \\Drupal::configFactory()->getEditable('linkspan.settings')->set('service_account', 'linkspan')->save();`);
  const service = credentials({ name: drupal.username, password: drupal.password });
  let made = 0;

  const request = (method: string, path: string, body?: unknown, as: string | null = service) =>
    send(drupal, method, path, body, as);
  const companion = (path: string) => request('GET', `/linkspan/v1${path}`);

  async function ask<T>(schema: z.ZodType<T>, path: string): Promise<T> {
    return schema.parse((await companion(path)).json);
  }

  return {
    ...drupal,
    request,
    companion,
    ask,
    /** Makes an account over JSON:API, by the service account. */
    async createPerson(attributes: Record<string, unknown> = {}, roles: readonly string[] = []): Promise<Person> {
      const name = `person${++made}`;
      const answer = await request('POST', '/jsonapi/user/user', {
        data: {
          type: 'user--user',
          attributes: { name, mail: `${name}@mail.example`, status: true, pass: secondPassword, ...attributes },
          relationships: { roles: { data: roles.map((id) => ({ type: 'user_role--user_role', id })) } },
        },
      });
      const { data } = createdSchema.parse(answer.json);
      return { id: data.id, uid: data.attributes.drupal_internal__uid, name: data.attributes.name };
    },
    patch(id: string, attributes: Record<string, unknown>, as?: string | null): Promise<Answer> {
      return request('PATCH', `/jsonapi/user/user/${id}`, { data: { type: 'user--user', id, attributes } }, as);
    },
    /** Does something while each save of an account takes half a second longer: what is done at once then overlaps. */
    async slowly<T>(act: () => Promise<T>): Promise<T> {
      await drupal.php("\\Drupal::state()->set('linkspan_test.pause', 500000);");
      try {
        return await act();
      } finally {
        await drupal.php("\\Drupal::state()->delete('linkspan_test.pause');");
      }
    },
    /** The id of a role, by its machine name. */
    async roleId(name: string): Promise<string> {
      return String(await drupal.php(`return \\Drupal\\user\\Entity\\Role::load('${name}')->uuid();`));
    },
    /** What the feed grows by from now on: each call tells all of it. */
    async watch(): Promise<() => Promise<readonly FeedItem[]>> {
      const { feed, next } = await ask(feedSchema, '/changes');
      return async () => (await ask(feedSchema, `/changes?feed=${feed}&since=${next}&limit=500`)).items;
    },
  };
}

export function credentials({ name, password }: { readonly name: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

async function send(
  { url }: DrupalSite,
  method: string,
  path: string,
  body: unknown,
  as: string | null,
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(as !== null && { authorization: as }),
      ...(body !== undefined && {
        'content-type': path.startsWith('/jsonapi') ? 'application/vnd.api+json' : 'application/json',
      }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
}
