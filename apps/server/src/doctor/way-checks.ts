import type { Check, SendTranscript } from '@linkspan/core';
import { createAsker } from './create-asker.js';

export interface WayOptions {
  readonly send: SendTranscript;
  /** Of the throw-away client. */
  readonly baseUrl: string;
  /** Bytes; of the configuration. */
  readonly bodyLimit: number;
}

const user = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const userName = 'the-way-in@linkspan.invalid';
/** As much as a group of some 40,000 members takes. */
const largestBody = 2 * 1024 * 1024;

export interface WayChecks {
  /** Without these nothing else can be asked. */
  readonly entrance: readonly Check[];
  /** In this order, whichever of them fail. */
  readonly rest: readonly Check[];
}

/** Whether what clients send arrives as it was sent: one check for each thing that something in between may eat. */
export function wayChecks({ send, baseUrl, bodyLimit }: WayOptions): WayChecks {
  const ask = createAsker(send, baseUrl);
  let id = '';

  const person = { schemas: [user], userName, active: true };
  const bytes = Math.min(bodyLimit - 1024, largestBody);
  const size = bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MiB` : `${Math.floor(bytes / 1024)} KiB`;

  const entrance: readonly Check[] = [
    {
      id: 'reached',
      title: 'The server answers by its public URL, and takes the token',
      run: async () => (await ask({ method: 'GET', target: '/Users?count=1' }, [200], { totalResults: 0 })).outcome,
    },
    {
      id: 'create',
      title: 'POST arrives, and locations begin with the base URL',
      async run() {
        const { outcome, json, location } = await ask(
          { method: 'POST', target: '/Users', body: JSON.stringify(person) },
          [201],
          { id: '*' },
        );
        if (!outcome.ok) return outcome;
        id = String((json as { readonly id: string }).id);
        if (location === `${baseUrl}/Users/${id}`) return outcome;
        return {
          ok: false,
          detail: `The new user is said to be at ${location ?? 'no address'}, and was made below ${baseUrl}.`,
          hint: 'Something in between rewrites the Location header, or the server runs with another server.publicUrl than this command reads. Restart it, or let the header pass.',
        };
      },
    },
  ];
  const rest: readonly Check[] = [
    {
      id: 'put',
      title: 'PUT arrives',
      run: async () =>
        (
          await ask(
            { method: 'PUT', target: `/Users/${id}`, body: JSON.stringify({ ...person, title: 'put' }) },
            [200],
            { title: 'put' },
          )
        ).outcome,
    },
    {
      id: 'patch',
      title: 'PATCH arrives',
      run: async () => {
        const body = JSON.stringify({
          schemas: [patchOp],
          Operations: [{ op: 'replace', path: 'title', value: 'patch' }],
        });
        return (await ask({ method: 'PATCH', target: `/Users/${id}`, body }, [200], { title: 'patch' })).outcome;
      },
    },
    {
      id: 'filter',
      title: 'Filters arrive: brackets, quotes and spaces in the query',
      run: async () => {
        const filter = encodeURIComponent(
          `emails[type eq "work"].value eq "x+y@example.com" or userName eq "${userName}"`,
        );
        return (await ask({ method: 'GET', target: `/Users?filter=${filter}` }, [200], { totalResults: 1 })).outcome;
      },
    },
    {
      id: 'slashes',
      title: 'A doubled slash is no obstacle',
      async run() {
        const { outcome } = await ask({ method: 'GET', target: '//Users?count=1' }, [200], { totalResults: 1 });
        if (outcome.ok) return outcome;
        // Only whoever enters the base URL with a slash at its end needs it.
        return {
          ok: true,
          detail: outcome.detail,
          warning: 'Enter the base URL without a slash at its end. (nginx: merge_slashes off)',
        };
      },
    },
    {
      id: 'large',
      title: `A body of ${size} arrives`,
      async run() {
        const text = JSON.stringify({ ...person, title: 'large' });
        const body = text + ' '.repeat(Math.max(0, bytes - text.length));
        const { outcome } = await ask({ method: 'PUT', target: `/Users/${id}`, body }, [200], { title: 'large' });
        if (outcome.ok || !outcome.detail.includes('broken off')) return outcome;
        return {
          ...outcome,
          hint: `The connection ended while ${size} were sent. Raise the limit of the proxy for bodies (nginx: client_max_body_size).`,
        };
      },
    },
    {
      id: 'delete',
      title: 'DELETE arrives',
      run: async () => (await ask({ method: 'DELETE', target: `/Users/${id}` }, [204])).outcome,
    },
  ];
  return { entrance, rest };
}
