import type { Link } from '../store/link.js';
import { type Correlation, correlate } from './correlate.js';
import { correlationChecks } from './correlation-checks.js';
import type { PerformContext } from './perform.js';
import { findResource, type View } from './read-view.js';

/** Who stands where this person's account would be, by what a create sent or would send. */
export async function whoStandsThere(
  { runtime, finder, signal }: Pick<PerformContext, 'runtime' | 'finder' | 'signal'>,
  link: Link,
  view: Pick<View, 'resource' | 'desired'>,
  fields: Readonly<Record<string, unknown>>,
  madeSince?: number,
): Promise<Correlation> {
  const { correlation } = runtime.application.policy;
  const checks = correlationChecks({
    rules: runtime.rules,
    ...(correlation && { correlation }),
    ...(view.resource && { resource: view.resource }),
    schema: runtime.schema,
    fields,
    altered: view.desired?.altered ?? [],
    openRegistration: await runtime.openRegistration(signal),
  });
  const input = {
    application: runtime.name,
    link,
    checks,
    isDeleted: async (holder: Link) => (await findResource(runtime, holder)) === undefined,
    ...(madeSince !== undefined && { madeSince }),
  };
  return correlate(input, finder, runtime.store.links, signal);
}

/** After a create was sent: what a listing of an earlier time has not seen is asked for. */
export async function whoStandsThereNow(
  context: PerformContext,
  link: Link,
  view: View,
  fields: Readonly<Record<string, unknown>>,
  madeSince: number | undefined,
): Promise<Correlation> {
  const found = await whoStandsThere(context, link, view, fields, madeSince);
  const { live } = context.finder;
  if (found.kind !== 'nobody' || live === undefined) return found;
  return whoStandsThere({ ...context, finder: live }, link, view, fields, madeSince);
}
