import {
  type Check,
  type CheckOutcome,
  type ConnectorContext,
  ConnectorError,
  type ResourceConnector,
} from '@linkspan/core';
import type { Api } from './api.js';
import type { Config } from './config.js';
import { judgeExpiry } from './judge-expiry.js';
import { readOrganization } from './read-organization.js';
import { readOwnKey } from './read-own-key.js';

const rights =
  'In the administrator console give the administrator or service account a role that may manage users and groups, then run the test again.';

/** Test-connection, each step standing on the one before. Writes nothing: whether it may write is seen by the first write. */
export function createChecks(
  api: Api,
  config: Config,
  context: Pick<ConnectorContext, 'now'>,
  changes: NonNullable<ResourceConnector['changes']>,
): readonly Check[] {
  const { region, organization } = config;

  function list(id: string, title: string, path: string): Check {
    return {
      id,
      title,
      async run(signal) {
        const call = { method: 'GET', path, query: { limit: 1, skip: 0 }, to: 'list them' } as const;
        return judged(async () => {
          await api.call(call, signal);
          return { ok: true, detail: 'may be listed' };
        }, rights);
      },
    };
  }

  return [
    {
      id: 'reach',
      title: 'Reach JumpCloud',
      async run(signal) {
        const { status } = await api.knock(signal);
        return { ok: true, detail: `region ${region} answers (${status})` };
      },
    },
    {
      id: 'sign-in',
      title: 'Sign in',
      run: (signal) =>
        judged(async () => {
          await readOrganization(api, organization, signal);
          return { ok: true, detail: config.apiKey === undefined ? 'as a service account' : 'by API key' };
        }, `Make a new key or secret in the administrator console, put it into the configuration, and look at region (${region}) and organization.`),
    },
    {
      id: 'organization',
      title: 'Know the organization',
      async run(signal) {
        const { current, all } = await readOrganization(api, organization, signal);
        if (current !== undefined) return { ok: true, detail: `"${current.displayName ?? ''}" (${current._id})` };
        const names = all.map(({ _id, displayName }) => `${displayName ?? ''} (${_id})`).join(', ');
        return {
          ok: false,
          detail: organization === undefined ? `there are several: ${names}` : `${organization} is not among ${names}`,
          hint: 'Put the id of the right one into organization.',
        };
      },
    },
    list('users', 'List users', '/api/systemusers'),
    list('groups', 'List user groups', '/api/v2/usergroups'),
    {
      id: 'expiry',
      title: 'The key stays valid',
      run: async (signal) => {
        const own = config.apiKey === undefined ? {} : await readOwnKey(api, signal);
        return judgeExpiry(config, own, context.now());
      },
    },
    {
      id: 'insights',
      title: 'Directory Insights tells changes',
      async run(signal) {
        try {
          await changes(undefined, signal);
          return { ok: true, detail: 'events of 90 days' };
        } catch (error) {
          if (!ConnectorError.is(error) || error.kind !== 'unsupported') throw error;
          return {
            ok: true,
            detail: error.message,
            warning: 'Changes made at JumpCloud are found by full listings only.',
          };
        }
      },
    },
  ];
}

async function judged(run: () => Promise<CheckOutcome>, hint: string): Promise<CheckOutcome> {
  try {
    return await run();
  } catch (error) {
    if (!ConnectorError.is(error) || (error.kind !== 'auth' && error.kind !== 'unsupported')) throw error;
    return { ok: false, detail: error.message, hint };
  }
}
