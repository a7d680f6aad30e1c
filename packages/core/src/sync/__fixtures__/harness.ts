import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../scim/json.js';
import { createScimServer } from '../../scim/server/create-scim-server.js';
import type { Link } from '../../store/link.js';
import { createMemoryStore } from '../../store/memory/create-memory-store.js';
import type { Origin } from '../../store/origin.js';
import type { Mark, ResourceRecord } from '../../store/resource.js';
import type { Store } from '../../store/store.js';
import type { Application, ApplicationPolicy, GuardPolicy, Operations } from '../application.js';
import { createOrchestrator } from '../create-orchestrator.js';
import { defaultPolicy, everyOperation } from '../default-policy.js';
import type { Observer } from '../observer.js';
import type { Orchestrator } from '../orchestrator.js';
import { createStubSite, type StubSite } from './stub-site.js';
import type { FakeSealing } from './fake-sealing.js';

const scope = { directory: 'main', client: 'idp' };

/** `operations` hold for every way that is on. */
export type PolicyChange = {
  readonly [Key in Exclude<keyof ApplicationPolicy, 'automatic' | 'manual'>]?:
    | Partial<ApplicationPolicy[Key]>
    | ApplicationPolicy[Key];
} & { readonly automatic?: boolean; readonly manual?: boolean; readonly operations?: Partial<Operations> };

export const unguarded: GuardPolicy = { window: 86_400_000, deactivate: {}, delete: {}, privileged: {}, wipe: {}, emptied: {} };

function makePolicy({ automatic = true, manual = true, operations, leaving, ...rest }: PolicyChange): ApplicationPolicy {
  const allowed = { ...everyOperation, ...operations };
  return {
    ...defaultPolicy,
    roles: { Editors: 'editor' },
    guards: unguarded,
    ...rest,
    automatic: automatic && allowed,
    manual: manual && allowed,
    leaving: { ...defaultPolicy.leaving, ...leaving },
  } as ApplicationPolicy;
}

/** A directory in memory, one stub application, and the orchestrator between them. */
export interface Harness {
  readonly store: Store;
  readonly stub: StubSite;
  readonly orchestrator: Orchestrator;
  readonly applications: readonly Application[];
  addUser(attributes: JsonObject, externalId?: string, origin?: Origin): Promise<string>;
  setUser(id: string, attributes: JsonObject, origin?: Origin): Promise<void>;
  /** What the identity provider sends, by the SCIM server's own rules. */
  put(id: string, attributes: JsonObject): Promise<number>;
  /** The same, of any request; with the answer's text. */
  send(method: string, path: string, body: JsonObject): Promise<string>;
  read(id: string): Promise<ResourceRecord | undefined>;
  deleteUser(id: string, origin?: Origin): Promise<void>;
  addGroup(displayName: string, members?: readonly string[]): Promise<string>;
  changeMembers(group: string, add: readonly string[], remove?: readonly string[], origin?: Origin): Promise<void>;
  renameGroup(group: string, displayName: string, origin?: Origin): Promise<void>;
  deleteGroup(group: string): Promise<void>;
  link(id: string): Promise<Link>;
  /** Until nothing is marked, leased or due now. */
  settled(): Promise<void>;
  /** Another policy from now on, in the same process; `undefined`: the application is gone from the configuration. */
  replace(policy: PolicyChange | undefined): Promise<void>;
  /** Ends this process's work and starts another's on the same store and site. */
  restart(policy?: PolicyChange, credentials?: string): Promise<Harness>;
  stop(): Promise<void>;
}

export function person(name: string, more: JsonObject = {}): JsonObject {
  return {
    userName: name,
    displayName: name.toUpperCase(),
    active: true,
    emails: [{ value: `${name}@example.org`, primary: true }],
    ...more,
  };
}

export async function startHarness(
  policy: PolicyChange = {},
  given: {
    readonly store?: Store;
    readonly stub?: StubSite;
    readonly credentials?: string;
    readonly clientGuards?: GuardPolicy;
    readonly observer?: Observer;
    /** Absent: no passwords are passed on, whatever the policy says. */
    readonly sealing?: FakeSealing;
    /** The site pushes as this client, too. */
    readonly client?: string;
  } = {},
): Promise<Harness> {
  const store = given.store ?? createMemoryStore();
  const stub = given.stub ?? createStubSite();
  stub.now = Date.now();
  const configure = (change: PolicyChange): Application => ({
    name: 'blog',
    directory: 'main',
    module: stub.module,
    connector: stub.connector,
    credentials: given.credentials ?? 'first',
    ...(given.client !== undefined && { client: given.client }),
    policy: makePolicy(change),
  });
  const application = configure(policy);
  const log = { debug() {}, info() {}, warn() {} };
  const orchestrator = createOrchestrator({
    store,
    applications: [application],
    log,
    ...(given.observer && { observer: given.observer }),
    ...(given.sealing && { openPassword: given.sealing.open }),
    guardsOf: () => given.clientGuards ?? unguarded,
    quarantine: (resource) => (resource.attributes.displayName === 'displayname' ? 'it is a test user' : undefined),
  });
  await orchestrator.start();
  const scim = createScimServer({
    resources: store.resources,
    onCommit: () => orchestrator.hint(),
    passwordsOf: () => given.sealing && { applications: ['blog'], seal: given.sealing.seal },
  });

  async function ask(method: string, path: string, body: JsonObject) {
    const answer = await scim.handle(
      { method, path, query: new URLSearchParams(), headers: {}, requestId: 'put', body: JSON.stringify(body) },
      { id: 'idp', directory: 'main', baseUrl: 'https://hub.example', scopes: new Set(['read', 'write']), quirks: [] },
    );
    let text = '';
    for await (const piece of answer.body ?? []) text += piece;
    return { status: answer.status, text };
  }

  async function commit(
    type: string,
    id: string,
    resource: JsonObject | 'trash' | undefined,
    more: {
      readonly externalId?: string;
      readonly members?: { add: readonly string[]; remove: readonly string[] };
      readonly marks?: Mark[];
      readonly origin?: Origin | undefined;
    },
  ) {
    const { trace, requestId } = more.origin ?? {};
    const present = await store.resources.find(scope, type, id);
    const outcome = await store.resources.commit({
      scope,
      type,
      id,
      expectVersion: present?.version ?? 0,
      ...(resource !== undefined && { resource }),
      ...(more.externalId !== undefined && { externalId: more.externalId }),
      ...(more.members && { members: more.members }),
      marks: [{ type, id, reach: 'self' }, ...(more.marks ?? [])],
      ...(trace !== undefined && { trace }),
      journal: {
        actor: 'client:idp',
        action: 'test',
        directory: 'main',
        resourceType: type,
        resourceId: id,
        ...(requestId !== undefined && { requestId }),
      },
    });
    if (outcome.kind !== 'committed') throw new Error(outcome.kind);
    orchestrator.hint();
  }

  return {
    store,
    stub,
    orchestrator,
    applications: [application],
    async addUser(attributes, externalId, origin) {
      const id = randomUUID();
      await commit('User', id, attributes, { ...(externalId !== undefined && { externalId }), origin });
      return id;
    },
    setUser: (id, attributes, origin) => commit('User', id, attributes, { origin }),
    put: async (id, attributes) => (await ask('PUT', `/Users/${id}`, attributes)).status,
    send: async (method, path, body) => (await ask(method, path, body)).text,
    read: (id) => store.resources.find(scope, 'User', id),
    deleteUser: (id, origin) => commit('User', id, 'trash', { origin }),
    async addGroup(displayName, members = []) {
      const id = randomUUID();
      await commit('Group', id, { displayName }, { members: { add: members, remove: [] } });
      return id;
    },
    changeMembers: (group, add, remove = [], origin) =>
      commit('Group', group, undefined, { members: { add, remove }, origin }),
    renameGroup: (group, displayName, origin) =>
      commit('Group', group, { displayName }, { marks: [{ type: 'Group', id: group, reach: 'members' }], origin }),
    deleteGroup: (group) =>
      commit('Group', group, 'trash', { marks: [{ type: 'Group', id: group, reach: 'members' }] }),
    async link(id) {
      const link = await store.links.find('blog', id);
      if (link === undefined) throw new Error('no link');
      return link;
    },
    async settled() {
      for (let quiet = 0; quiet < 3; ) {
        const due = await store.links.nextDue('blog');
        const marks = await store.marks.list(1);
        const calls = stub.calls.length;
        await new Promise((resolve) => setTimeout(resolve, 15));
        const idle =
          stub.underWay === 0 &&
          marks.length === 0 &&
          stub.calls.length === calls &&
          (due === undefined || due > Date.now());
        quiet = idle ? quiet + 1 : 0;
      }
    },
    replace: (next) => orchestrator.replace(next === undefined ? [] : [configure(next)]),
    async restart(next = policy, credentials = given.credentials) {
      await orchestrator.stop();
      return startHarness(next, {
        store,
        stub,
        ...(credentials === undefined ? {} : { credentials }),
        ...(given.sealing && { sealing: given.sealing }),
      });
    },
    stop: () => orchestrator.stop(),
  };
}
