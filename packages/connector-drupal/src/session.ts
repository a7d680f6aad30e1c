import {
  type ConnectorContext,
  ConnectorError,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
} from '@linkspan/core';
import { z } from 'zod';
import type { Credentials } from './credentials.js';
import { toConnectorError } from './errors.js';
import { heldUntil, rememberRefusal } from './refused-credentials.js';

const rootSchema = z.object({
  meta: z.object({ links: z.object({ me: z.object({ meta: z.object({ id: z.string() }) }) }) }),
});

export interface Session {
  /** The account that we are signed in as, by its uuid. Asked once: until it is known nothing else is sent with the credentials. */
  enter(signal: AbortSignal): Promise<string>;
  /** The same, asked anew: Drupal answers a list with 200 and nothing in it to whoever is not signed in any more (D2). */
  prove(signal: AbortSignal): Promise<string>;
  /** Sends with the credentials. */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
}

/**
 * Credentials that were refused are not tried again in this process for as long as Drupal remembers them: after five wrong passwords in six
 * hours the right one does not sign in either, without any hint (D3).
 */
export function createSession(
  http: HttpClient,
  root: string,
  credentials: Credentials,
  { now }: Pick<ConnectorContext, 'now'>,
): Session {
  const { key, what } = credentials;
  let me: string | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const held = heldUntil(key, now());
    if (held !== undefined) throw refused(`and not tried again before ${new Date(held).toISOString()}`);
    const attempt = async () => {
      const authorization = await credentials.authorization(signal);
      return http.request({ ...request, headers: { ...request.headers, authorization } }, signal);
    };
    try {
      const response = await attempt();
      return response.status === 401 && credentials.renew() ? await attempt() : response;
    } catch (error) {
      if (ConnectorError.is(error) && error.kind === 'auth') throw remember();
      throw error;
    }
  }

  function remember(): ConnectorError {
    rememberRefusal(key, now());
    return refused('and Drupal locks an account after five attempts, so they are not tried again');
  }

  function refused(then: string): ConnectorError {
    const advice =
      'Correct them; where the account was at fault (blocked, or locked), restart Linkspan once that is mended.';
    return new ConnectorError('auth', `drupal: ${what} was refused, ${then}. ${advice}`);
  }

  async function ask(signal: AbortSignal): Promise<string> {
    const response = await send({ method: 'GET', path: root }, signal);
    if (response.status === 401) throw remember();
    if (response.status !== 200 || response.json === undefined) {
      throw toConnectorError(response, { to: 'sign in', write: false });
    }
    const answer = rootSchema.safeParse(response.json);
    if (!answer.success) throw remember();
    me = answer.data.meta.links.me.meta.id;
    return me;
  }

  return {
    enter(signal) {
      const turn = last.then(() => me ?? ask(signal));
      last = turn.catch(() => {});
      return turn;
    },
    prove: ask,
    send,
  };
}
