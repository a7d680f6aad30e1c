import { ConnectorError } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';
import { readServiceAccount } from './service-account.js';
import { isAdministrator, isSuspended, type User, userSchema } from './user.js';

type Subject = Pick<User, 'id' | 'roles'>;

/** Knows which accounts nobody may touch: WordPress itself lets the only administrator delete himself (W20). */
export interface Guardian {
  /** Why nobody may touch it, as known lately. */
  protection(user: Subject, signal: AbortSignal): Promise<string | undefined>;
  /**
   * Runs a step that takes the user's power away, once it is certain, by a fresh reading, that this may be done. One at a time: two
   * administrators who leave together must not each be taken for not the last.
   */
  destructive<Result>(user: Subject, step: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

const keepMilliseconds = 30_000;
const administratorsSchema = z.array(userSchema.pick({ id: true, meta: true }));

export function createGuardian(api: Api, now: () => number): Guardian {
  let own: number | undefined;
  let known: { readonly administrators: readonly number[]; readonly at: number } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** Those who can sign in: a suspended one keeps the role. Of more than a page there is another for certain. */
  async function readAdministrators(signal: AbortSignal): Promise<readonly number[]> {
    const to = 'count the administrators';
    const query = { roles: 'administrator', per_page: 100, orderby: 'id', _fields: 'id,meta' };
    const found = parseAnswer(
      administratorsSchema,
      await api.call({ method: 'GET', route: '/wp/v2/users', query, to }, signal),
      to,
    );
    const administrators = found.filter((user) => !isSuspended(user)).map(({ id }) => id);
    known = { administrators, at: now() };
    return administrators;
  }

  async function protection(user: Subject, signal: AbortSignal, fresh: boolean): Promise<string | undefined> {
    own ??= (await readServiceAccount(api, signal)).id;
    if (user.id === own) return 'the service account that Linkspan signs in with';
    if (!isAdministrator(user)) return undefined;
    const recent = !fresh && known !== undefined && now() - known.at < keepMilliseconds ? known : undefined;
    const administrators = recent?.administrators ?? (await readAdministrators(signal));
    // The service account is nobody who could put things right.
    const isAnotherLeft = administrators.some((id) => id !== user.id && id !== own);
    return isAnotherLeft ? undefined : 'the last administrator of the site';
  }

  async function run<Result>(user: Subject, step: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    const reason = await protection(user, signal, true);
    if (reason !== undefined) {
      throw new ConnectorError(
        'unsupported',
        `wordpress: account ${user.id} is protected and was not touched: ${reason}.`,
      );
    }
    try {
      return await step();
    } finally {
      known = undefined;
    }
  }

  return {
    protection: (user, signal) => protection(user, signal, false),
    destructive(user, step, signal) {
      if (!isAdministrator(user)) return run(user, step, signal);
      const turn = last.then(() => run(user, step, signal));
      last = turn.catch(() => {});
      return turn;
    },
  };
}
