import { isJsonObject, type Json, type ResourceStore, type ScimServer } from '@linkspan/core';
import type { SetMakerOptions } from './create-set-maker.js';

/** As many as a line of the journal names. More make an event of megabytes: the receiver is told, and fetches them (RFC 9967 §5). */
const mostMembers = 100;

/** Reads what a GET shows, by the server's own rules for what is never returned. URLs in it are relative, as the event's subject is. */
export function createPresentReader({
  scim,
  resources,
}: {
  readonly scim: Pick<ScimServer, 'handle'>;
  readonly resources: Pick<ResourceStore, 'listMembers'>;
}): SetMakerOptions['readPresent'] {
  return async (directory, type, id) => {
    const scope = { directory, client: '' };
    const members = await resources.listMembers(scope, { group: id, limit: mostMembers + 1 });
    if (members.length > mostMembers) return undefined;
    const { status, body } = await scim.handle(
      { method: 'GET', path: `${type.endpoint}/${id}`, query: new URLSearchParams(), headers: {}, requestId: 'events' },
      { id: '', directory, baseUrl: '', scopes: new Set(['read']), quirks: [] },
    );
    if (status === 404) return undefined;
    const text = await readText(body);
    if (status !== 200) throw new Error(`the resource could not be read (${status})`);
    const document: Json = JSON.parse(text);
    return isJsonObject(document) ? document : undefined;
  };
}

async function readText(body: string | AsyncIterable<string> | undefined): Promise<string> {
  if (typeof body !== 'object') return body ?? '';
  let text = '';
  for await (const piece of body) text += piece;
  return text;
}
