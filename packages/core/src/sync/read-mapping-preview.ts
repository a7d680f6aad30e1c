import { evaluateRules } from '../connector/evaluate-rules.js';
import { readBindings } from './bind-groups.js';
import { everyOperation } from './default-policy.js';
import { findPerson } from './find-person.js';
import type { MappingPreview } from './mapping-preview.js';
import { newLink } from './people-pages.js';
import { previewMapping } from './preview-mapping.js';
import { readStanding } from './read-standing.js';
import { findResource, viewPeople } from './read-view.js';
import type { Runtime } from './runtime.js';

/** Reads one person and their account, and says rule by rule what would become of it. Writes nothing, anywhere. */
export async function readMappingPreview(
  runtime: Runtime,
  person: string,
  signal: AbortSignal,
): Promise<MappingPreview | 'unknown' | 'ambiguous'> {
  const found = await findPerson(runtime, person);
  if (typeof found === 'string') return found;
  const link = (await runtime.store.links.find(runtime.name, found.resource.id)) ?? newLink(runtime, found.resource);
  const resource = (await findResource(runtime, link)) ?? found.resource;
  const { automatic } = runtime.application.policy;
  // As the directory is now: nobody may have worked since a group appeared.
  const { bindings, frozen } = await readBindings(runtime);
  const operations = automatic === false ? everyOperation : automatic;
  const context = { operations, bindings, ...(frozen !== undefined && { frozen }) };
  const [view] = await viewPeople(runtime, [{ link, resource }], context);
  if (view?.desired === undefined) return 'unknown';
  const { groups, desired, plan } = view;
  const evaluation = await evaluateRules(
    resource,
    runtime.rules,
    groups.map((group) => ({ ...group })),
  );
  const standing = await readStanding(runtime, link, view, signal);
  return previewMapping({
    runtime,
    link,
    resource,
    desired,
    plan,
    evaluation,
    groups,
    bindings,
    standing,
  });
}
