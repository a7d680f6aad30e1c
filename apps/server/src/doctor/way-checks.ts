import {
  type Check,
  type CheckOutcome,
  findMismatch,
  type Json,
  type SendTranscript,
  type TranscriptCall,
} from '@linkspan/core';
import { explainAnswer } from './explain-answer.js';

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
const contentType = { 'content-type': 'application/scim+json' };
/** As much as a group of some 40,000 members takes. */
const largestBody = 2 * 1024 * 1024;

/** Whether what clients send arrives as it was sent: one check for each thing that something in between may eat. */
export function wayChecks({ send, baseUrl, bodyLimit }: WayOptions): readonly Check[] {
  let id = '';

  async function ask(
    call: Pick<TranscriptCall, 'method' | 'target'> & { readonly body?: string },
    accepted: readonly number[],
    expected: Json = {},
  ): Promise<{ readonly outcome: CheckOutcome; readonly json?: Json; readonly location?: string }> {
    const { body } = call;
    let answer: Awaited<ReturnType<SendTranscript>>;
    try {
      answer = await send({ ...call, headers: body === undefined ? {} : contentType });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { outcome: { ok: false, detail, hint: 'Nothing can be asked before that is mended.' } };
    }
    const json = parse(answer.body);
    const isExpected =
      accepted.includes(answer.status) && (answer.body === '' || findMismatch(json, expected) === undefined);
    if (!isExpected) {
      const { method } = call;
      const bytes = body === undefined ? 0 : Buffer.byteLength(body);
      return { outcome: { ok: false, ...explainAnswer(answer, { method, baseUrl, bytes }) } };
    }
    const { location } = answer.headers;
    return {
      outcome: { ok: true, detail: `Answered ${answer.status}.` },
      ...(json !== undefined && { json }),
      ...(location !== undefined && { location }),
    };
  }

  const person = { schemas: [user], userName, active: true };
  const bytes = Math.min(bodyLimit - 1024, largestBody);
  const size = bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MiB` : `${Math.floor(bytes / 1024)} KiB`;

  return [
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
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
