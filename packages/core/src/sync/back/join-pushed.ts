import { randomUUID } from 'node:crypto';
import type { Account } from '../../connector/account.js';
import type { AttributeRule } from '../../connector/attribute-rule.js';
import { ConnectorError } from '../../connector/connector-error.js';
import { sameValue } from '../../connector/difference.js';
import { foldCase } from '../../scim/fold-case.js';
import { requireAttribute } from '../../scim/require-attribute.js';
import { groupType, userType } from '../../scim/resource-types.js';
import type { Link } from '../../store/link.js';
import type { ResourceRecord } from '../../store/resource.js';
import { everyOperation } from '../default-policy.js';
import { adopted, joined } from '../joined-account.js';
import type { PerformContext } from '../perform.js';
import { readView, readViewContext, type View } from '../read-view.js';
import { recordStep } from '../record-step.js';
import type { Runtime } from '../runtime.js';
import { noError, type Step, toJson } from '../step.js';
import { stillDue } from '../still-due.js';
import { touch, touched } from '../touch.js';
import { authorityOf } from './back.js';

/** The same system has pushed this person as a client, under the account's id as externalId: they are one, and nothing is made twice. */
export async function joinPushed(runtime: Runtime, account: Account): Promise<boolean> {
  const resource = await findPushed(runtime, account.id);
  if (resource === undefined) return false;
  const { links } = runtime.store;
  if ((await links.find(runtime.name, resource.id)) === undefined)
    await touch(runtime, [touched(resource)], { dueAt: 'never' });
  const lease = { token: randomUUID(), milliseconds: 30_000 };
  const claim = { now: runtime.now(), limit: 1, lease, resourceIds: [resource.id] };
  const [link] = await links.claim(runtime.name, claim);
  // Worked on at the moment, by a step that finds the account by itself.
  if (link === undefined) return true;
  const release = { ...stillDue(link), attempts: 0 };
  if (link.accountId !== undefined || account.id === link.refusedAccount) {
    await links.record(link, lease, {}, { release });
    return link.accountId === account.id;
  }
  const { desired } = await readView(runtime, link, await readViewContext(runtime, everyOperation));
  const { facts, journal } = joinPushedAccount(runtime, link, { desired }, account);
  await recordStep(runtime, link, lease, {
    facts: { ...noError, ...facts },
    ...(journal && { journal }),
    release: { ...release, dueAt: runtime.now() },
  });
  return true;
}

async function findPushed(runtime: Runtime, accountId: string): Promise<ResourceRecord | undefined> {
  const { client } = runtime.application;
  if (client === undefined) return undefined;
  const { resources } = await runtime.store.resources.query(
    { ...runtime.scope, client },
    {
      type: runtime.type,
      filter: { kind: 'compare', path: externalId[runtime.type], operator: 'eq', value: accountId },
      startIndex: 1,
      count: 1,
      withoutTotal: true,
    },
  );
  return resources[0];
}

/** The account that the same system has of a person whom it pushed; undefined: it did not push them, or has none that may be theirs. */
export async function findPushedAccount(
  { runtime, signal }: Pick<PerformContext, 'runtime' | 'signal'>,
  link: Link,
): Promise<Account | undefined> {
  const { store, application, scope, type, name, accounts } = runtime;
  const { client } = application;
  if (client === undefined) return undefined;
  const id = (await store.resources.find({ ...scope, client }, type, link.resourceId))?.externalId;
  if (id === undefined || id === link.refusedAccount) return undefined;
  const holder = await store.links.findByAccount(name, type, id);
  if (holder !== undefined && holder.id !== link.id) return undefined;
  try {
    const account = await accounts.get(id, signal);
    return account.protected === undefined ? account : undefined;
  } catch (error) {
    if (ConnectorError.is(error) && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/**
 * A short id (17) is as good as the configuration that says whose it is: where neither log-in nor address are the person's a person decides; and
 * always about an account that could change others.
 */
export function joinPushedAccount(runtime: Runtime, link: Link, view: Pick<View, 'desired'>, account: Account): Step {
  const told = `account ${account.id}, whose id is the externalId,`;
  if (account.privileged) {
    const reason = `${told} has an administrator's rights and is never joined by itself`;
    return joined({ runtime }, link, view, { correlation: { kind: 'park', reason }, sent: {} });
  }
  if (!isUnguessable(account.id) && !looksLike(runtime, view, account)) {
    const reason = `${told} has another log-in and another address: a person must decide`;
    const correlation = { kind: 'ask', account, by: 'externalId', reason } as const;
    return joined({ runtime }, link, view, { correlation, sent: {} });
  }
  return joinedByExternalId(runtime, link, view, account);
}

/** Nobody has a UUID or the like by chance, and no other system's numbers look so. */
function isUnguessable(id: string): boolean {
  return id.length >= 20 && !/^\d+$/.test(id);
}

/** In one field that may join, or where there is none to compare. */
function looksLike({ rules }: Runtime, { desired }: Pick<View, 'desired'>, account: Account): boolean {
  const comparable = rules.filter(
    ({ correlates, remote }) =>
      correlates !== undefined && desired?.createFields[remote] !== undefined && account.fields[remote] !== undefined,
  );
  const isSame = (rule: AttributeRule) =>
    sameValue(rule, desired?.createFields[rule.remote], account.fields[rule.remote]) ||
    foldText(desired?.createFields[rule.remote]) === foldText(account.fields[rule.remote]);
  return comparable.length === 0 || comparable.some(isSame);
}

function foldText(value: unknown): string {
  return foldCase(String(value));
}

/**
 * Nobody has to say who it is, and nothing is withheld from it: the system itself did. Roles that are the application's to say are news then, as
 * of an account that is imported, since a push has no word of them; else the account would lose them for want of a membership.
 */
function joinedByExternalId(runtime: Runtime, link: Link, view: Pick<View, 'desired'>, account: Account): Step {
  const step = adopted(runtime, link, view.desired, account, 'externalId');
  const { back, rolesField } = runtime;
  const isNews = back?.roles === true && authorityOf(back.policy, 'roles') === 'application';
  return {
    ...step,
    facts: {
      ...step.facts,
      withheld: null,
      ...(isNews && rolesField !== undefined && { readBack: { ...toJson(account.fields), [rolesField]: [] } }),
    },
  };
}

const externalId = {
  User: requireAttribute(userType, { attribute: 'externalId' }),
  Group: requireAttribute(groupType, { attribute: 'externalId' }),
};
