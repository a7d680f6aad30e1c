import type { Account } from '../../connector/account.js';
import type { Connector, ConnectorContext, ResourceConnector } from '../../connector/connector.js';
import { ConnectorError } from '../../connector/connector-error.js';
import { createScimApi } from '../create-scim-api.js';
import { createScimUsers } from '../create-scim-users.js';
import { createSignInCheck } from '../create-sign-in-check.js';
import type { ScimConnection } from '../scim-connection.js';
import { companionField } from './companion-field.js';
import { miniOrangeChecks } from './mini-orange-checks.js';
import type { MiniOrangeOptions } from './mini-orange-options.js';
import { miniOrangeProfiles } from './mini-orange-profile.js';
import { miniOrangeQuirks } from './mini-orange-quirks.js';
import { remotesAt } from './remotes-at.js';

/**
 * The SCIM mode of a connector whose site has miniOrange's server. What that cannot do is not there: no groups, no roles; in the free form
 * nobody is found, listed, deactivated or deleted.
 */
export function connectMiniOrange(options: MiniOrangeOptions, context: ConnectorContext): Connector {
  const { name, config, rules, places, fixed = [] } = options;
  const { url, token, takeover, deprovision } = config;
  const profile = miniOrangeProfiles[config.profile];
  const connection: ScimConnection = {
    name,
    url,
    credentials: { kind: 'bearer', token },
    traits: profile.traits,
    quirks: miniOrangeQuirks,
  };
  const changed = profile.changed.filter((place) => !fixed.includes(place));
  const api = createScimApi(connection, context);
  const placeOf = (remote: string) => {
    const place = places[remote];
    return place !== undefined && profile.stored.includes(place) ? place : undefined;
  };
  const users = createScimUsers(api, {
    rules,
    placeOf,
    // There is no date of creation; a log-in is never another's in the same place.
    rightsHidden: true,
    identityOf: ({ id, attributes }) => `${id} ${String(attributes.userName)}`,
  });

  function requireKept(remotes: readonly string[], kept: readonly string[], what: string): void {
    const lost = remotes.filter((remote) => !kept.includes(places[remote] ?? ''));
    const [field] = lost;
    if (field === undefined) return;
    const text = `${name}: ${profile.title} of miniOrange's server does not ${what} ${lost.join(', ')}. Drop it in mapping, or leave it to the site.`;
    throw new ConnectorError('unsupported', text, { field });
  }

  /** Its create takes over whoever has the log-in or the address: 201 either way (O2). */
  async function requireNobody(fields: Account['fields'], signal: AbortSignal): Promise<void> {
    for (const remote of remotesAt(places, ['userName', 'emails.value'])) {
      const there = await users.find({ remote, value: fields[remote] }, signal);
      if (there === undefined) continue;
      const text = `${name}: ${remote} belongs to account ${there.id} already, which a create would overwrite.`;
      throw new ConnectorError('conflict', text, { field: remote });
    }
  }

  function requireLength(fields: Account['fields']): void {
    const [remote = ''] = remotesAt(places, ['userName']);
    const { longestUserName = Number.POSITIVE_INFINITY } = profile;
    if (String(fields[remote] ?? '').length <= longestUserName) return;
    const text = `${name}: ${remote} is longer than the ${longestUserName} characters that miniOrange's server keeps.`;
    throw new ConnectorError('invalid', text, { field: remote });
  }

  const create: NonNullable<ResourceConnector['create']> = async (given, signal) => {
    const fields = withoutCompanion(given);
    requireKept(Object.keys(fields), profile.stored, 'store');
    requireLength(fields);
    if (profile.searches) await requireNobody(fields, signal);
    const made = await users.create(fields, signal);
    // The last name is not stored by a create, only by a change.
    const missing = remotesAt(places, ['name.familyName']).filter(
      (remote) => fields[remote] !== undefined && (made.fields[remote] ?? '') === '',
    );
    if (missing.length === 0) return made;
    const set = Object.fromEntries(missing.map((remote) => [remote, fields[remote]]));
    const { id, identity } = made;
    return users.update({ id, identity, current: made }, { set, cleared: [], added: {}, removed: {} }, signal);
  };

  const update: NonNullable<ResourceConnector['update']> = async (ref, given, signal) => {
    const change = {
      ...given,
      set: withoutCompanion(given.set),
      cleared: given.cleared.filter((remote) => remote !== companionField),
    };
    const named = [change.set, change.added, change.removed].flatMap(Object.keys);
    requireKept([...named, ...change.cleared], changed, 'change');
    // A PUT must say that the account is active, and so would make it so.
    if (ref.current.active === false) {
      const text = `${name}: account ${ref.id} is inactive, and miniOrange's server cannot change it without activating it.`;
      throw new ConnectorError('unsupported', text);
    }
    return users.update(ref, change, signal);
  };

  const find: NonNullable<ResourceConnector['find']> = async (by, signal) =>
    by.remote === companionField ? undefined : users.find(by, signal);

  const { list, get, deactivate, reactivate, remove } = users;
  return {
    checks: [createSignInCheck(api, connection), ...miniOrangeChecks(options)],
    users: {
      get,
      update,
      ...((profile.searches || takeover) && { create }),
      ...(profile.searches && { list, find }),
      ...(profile.searches && deprovision === 'deactivate' && { deactivate, reactivate }),
      // Nobody knows what becomes of the content: only where the connector needs no heir.
      ...(profile.searches && deprovision === 'delete' && rules.reassign !== 'required' && { remove }),
    },
  };
}

function withoutCompanion({ [companionField]: _, ...fields }: Account['fields']): Account['fields'] {
  return fields;
}
