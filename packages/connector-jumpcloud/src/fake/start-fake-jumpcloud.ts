import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Json } from '@linkspan/core';
import { close, type Fault, listen, takeFault } from '@linkspan/core/fake';
import { admit, type FakeAccess, serveToken } from './fake-access.js';
import { type FakeAnswer, type FakeRequest, notFound, ok } from './fake-answer.js';
import type { FakeActor, FakeEvent, FakeGroup, FakeOrganization, FakeUser } from './fake-organization.js';
import { newId, record } from './fake-organization.js';
import { readRequest, send } from './http.js';
import { serveEvents } from './serve-events.js';
import { serveGroups } from './serve-groups.js';
import { serveUsers } from './serve-users.js';

/** What was asked, and what was answered. */
export interface FakeExchange {
  readonly request: FakeRequest;
  readonly answer: FakeAnswer;
}

export interface StartFakeJumpCloud {
  /** The administrators have several organizations, so that one must be named. */
  readonly severalOrganizations?: boolean;
  /** False: the plan has no Directory Insights. */
  readonly insights?: boolean;
  /** When our key ends, ISO 8601. Absent: JumpCloud does not tell. */
  readonly keyEnds?: string;
  /** What new users are by default. Default STAGED. */
  readonly newUserState?: FakeUser['state'];
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
  /** Is told of everything that JumpCloud itself answers, but not of troubles. */
  onExchange?(exchange: FakeExchange): void;
}

/** A JumpCloud made of nothing, on a free port of the loopback: console, Directory Insights and sign-in at one address. */
export interface FakeJumpCloud {
  readonly url: string;
  readonly apiKey: string;
  /** Who the key belongs to, as events name them. */
  readonly actor: FakeActor;
  /** Of another administrator, whose changes are not ours. */
  readonly otherKey: string;
  readonly serviceAccount: FakeAccess['serviceAccount'];
  readonly organization: string;
  /** What there is; tests may change it behind our back. */
  readonly users: Map<string, FakeUser>;
  readonly groups: Map<string, FakeGroup>;
  readonly members: Map<string, Set<string>>;
  readonly events: readonly FakeEvent[];
  readonly mails: readonly { readonly to: string; readonly subject: string }[];
  /** Everything that was asked, oldest first. */
  readonly requests: readonly FakeRequest[];
  /** How many requests were under way at one time, at most, since `reset`. */
  readonly mostAtOnce: number;
  /** Ends every token that was given. */
  revokeTokens(): void;
  /** An event as it may arrive late, or be about something else. Gives its id. */
  addEvent(type: string, event: Readonly<Record<string, Json>>): string;
  inject(fault: Fault<FakeRequest>): void;
  /** Throws away what there is. */
  reset(): void;
  stop(): Promise<void>;
}

export async function startFakeJumpCloud(options: StartFakeJumpCloud = {}): Promise<FakeJumpCloud> {
  const { severalOrganizations = false, insights = true, newUserState = 'STAGED', keyEnds, now = Date.now } = options;
  const id = newId({ now });
  const organization: FakeOrganization = {
    id,
    users: new Map(),
    groups: new Map(),
    members: new Map(),
    events: [],
    mails: [],
    newUserState,
    now,
  };
  const actor = { type: 'admin', id: newId({ now }), email: 'linkspan@corp.example' };
  const other = { type: 'admin', id: newId({ now }), email: 'boss@corp.example' };
  const access: FakeAccess = {
    keys: new Map([
      ['jca_ours', actor],
      ['jca_other', other],
    ]),
    serviceAccount: { id: 'linkspan-service', secret: 'service-secret' },
    tokens: new Map(),
    severalOrganizations,
  };
  const requests: FakeRequest[] = [];
  let [atOnce, mostAtOnce] = [0, 0];
  const faults: { fault: Fault<FakeRequest>; left: number }[] = [];

  function answer(request: FakeRequest): FakeAnswer {
    if (request.path === '/') return { status: 302, headers: { location: '/login' } };
    const token = serveToken(access, request, now());
    if (token !== undefined) return token;
    const admitted = admit(access, organization, request);
    if ('refusal' in admitted) return admitted.refusal;
    if (request.path.startsWith('/insights/'))
      return (insights ? serveEvents(organization, request) : undefined) ?? notFound;
    if (request.path === '/api/organizations' && request.method === 'GET')
      return ok({ results: [{ _id: id, displayName: 'The fake' }], totalCount: 1 });
    const { actor: by } = admitted;
    if (request.path === '/api/users/getSelf' && request.method === 'GET' && keyEnds !== undefined)
      return ok({ _id: by.id, email: by['email'] ?? '', apiKeyHash: { prefix: 'jca', expireAt: keyEnds } });
    return serveUsers(organization, request, by) ?? serveGroups(organization, request, by) ?? notFound;
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    outgoing.once('close', () => {
      atOnce -= 1;
    });
    const request = await readRequest(incoming);
    requests.push(request);
    // Others that came at the same time are seen before this one is answered.
    await pause(1);
    const trouble = takeFault(faults, request);
    if (trouble?.kind === 'lost-request') return void outgoing.destroy();
    if (trouble?.kind === 'slow') await pause(trouble.milliseconds);
    if (trouble?.kind === 'instead') return send(outgoing, trouble);
    const given = structuredClone(answer(request));
    options.onExchange?.({ request, answer: given });
    if (trouble?.kind === 'lost-answer') return void outgoing.destroy();
    send(outgoing, { ...given, headers: { date: new Date(now()).toUTCString(), ...given.headers } });
  }

  const server = await listen(serve, 0);
  const { port } = server.address() as { port: number };
  const { users, groups, members, events, mails } = organization;
  return {
    url: `http://127.0.0.1:${port}`,
    apiKey: 'jca_ours',
    actor,
    otherKey: 'jca_other',
    serviceAccount: access.serviceAccount,
    organization: id,
    users,
    groups,
    members,
    events,
    mails,
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    revokeTokens: () => access.tokens.clear(),
    addEvent(type, event) {
      record(organization, type, other, event);
      return events.at(-1)?.id ?? '';
    },
    inject: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    reset() {
      mostAtOnce = 0;
      for (const all of [users, groups, members]) all.clear();
      for (const all of [events, mails, faults]) all.length = 0;
    },
    stop: () => close(server),
  };
}
