import { randomUUID } from 'node:crypto';
import { ScimError } from '../../scim/scim-error.js';
import type { Link, LinkFacts } from '../../store/link.js';
import type { ResourceRecord } from '../../store/resource.js';
import { journalLine } from '../journal-line.js';
import type { Runtime } from '../runtime.js';
import { noAccount, noError, type Step } from '../step.js';
import { suggestCommand } from '../suggest-command.js';
import { writerOf } from './write-back.js';

/**
 * Somebody deleted the account there, and a read while signed in has confirmed it. `undefined`: it is told to a person, as where nothing
 * comes back.
 */
export async function settleDeleted(
  runtime: Runtime,
  link: Link,
  resource: ResourceRecord,
): Promise<{ readonly step: Step } | { readonly reason: string } | undefined> {
  const { back } = runtime;
  if (back === undefined) return undefined;
  const { onDeleted, operations } = back.policy;
  const by = link.look?.by === undefined ? '' : ` by ${link.look.by}`;
  const reason = `account ${link.accountId ?? ''} was deleted there${by}`;
  const gone = journalLine(runtime, link, 'gone', { reason });
  switch (onDeleted) {
    case 'report':
      return undefined;
    case 'recreate':
      return { step: { again: true, look: 'seen', facts: { ...noAccount, ...noError, state: 'new' }, journal: gone } };
    case 'unlink': {
      const facts: LinkFacts = {
        ...noAccount,
        ...noError,
        state: 'new',
        back: { released: true },
        reason: `${reason}, and twoWay.onDeleted is unlink: \`${suggestCommand('sync', runtime.name, link.label)}\` makes another`,
      };
      return { step: { again: false, look: 'seen', facts, journal: { ...gone, action: 'unlinked' } } };
    }
    case 'deactivate':
    case 'delete': {
      if (!operations[onDeleted]) return { reason: `${reason}, and twoWay.operations.${onDeleted} is switched off` };
      const refusal = (await excess(runtime, link, onDeleted)) ?? (await write(runtime, resource, onDeleted));
      if (refusal !== undefined) return { reason: `${reason}, and the person stays as they are: ${refusal}` };
      const facts: LinkFacts = {
        ...noError,
        goneSince: link.goneSince ?? runtime.now(),
        closedAt: runtime.now(),
        accountActive: null,
        doubtful: null,
        state: onDeleted === 'delete' ? 'tombstone' : 'linked',
        reason,
      };
      return { step: { again: false, look: 'seen', facts, journal: gone } };
    }
  }
}

async function excess(runtime: Runtime, link: Link, kind: 'deactivate' | 'delete'): Promise<string | undefined> {
  const { guards } = runtime.application.policy;
  return runtime.guard.findExcess(link, {
    kind: `back-${kind}`,
    guard: kind,
    budget: guards[kind],
    least: kind === 'delete' ? 1 : 3,
    what: kind === 'delete' ? 'accounts deleted there' : 'accounts closed there',
  });
}

async function write(
  runtime: Runtime,
  { type, id }: ResourceRecord,
  kind: 'deactivate' | 'delete',
): Promise<string | undefined> {
  const { back } = runtime;
  const writer = writerOf(runtime, `back-${randomUUID()}`);
  try {
    if (kind === 'delete') await back?.directory.remove(writer, { type, id });
    else await back?.directory.patch(writer, { type, id }, [{ op: 'replace', path: 'active', value: false }]);
    return undefined;
  } catch (error) {
    if (!(error instanceof ScimError) || error.status >= 500) throw error;
    // Gone from the directory as well by now.
    return error.status === 404 ? undefined : error.message;
  }
}
