import { evaluateRules } from '../connector/evaluate-rules.js';
import { readBindings } from './bind-groups.js';
import { effectiveGroups } from './effective-groups.js';
import { findPerson } from './find-person.js';
import type { MappingPreview } from './mapping-preview.js';
import { previewMapping } from './preview-mapping.js';
import { newLink } from './preview-sync.js';
import { readStanding } from './read-standing.js';
import { findResource, viewOf } from './read-view.js';
import type { Runtime } from './runtime.js';

/** Reads one person and their account, and says rule by rule what would become of it. Writes nothing, anywhere. */
export async function readMappingPreview(
  runtime: Runtime,
  person: string,
  signal: AbortSignal,
): Promise<MappingPreview | 'unknown' | 'ambiguous'> {
  const { resources, links } = runtime.store;
  const found = await findPerson(runtime, person);
  if (typeof found === 'string') return found;
  const link = (await links.find(runtime.name, found.resource.id)) ?? newLink(runtime, found.resource);
  const resource = (await findResource(runtime, link)) ?? found.resource;
  const groups = (await effectiveGroups(resources, runtime.scope, [resource.id])).get(resource.id) ?? [];
  const bindings = await readBindings(runtime);
  const view = await viewOf(runtime, link, resource, groups, bindings);
  if (view.desired === undefined) return 'unknown';
  const evaluation = await evaluateRules(resource, runtime.rules, groups);
  const standing = await readStanding(runtime, link, view, signal);
  return previewMapping({
    ...view,
    runtime,
    link,
    resource,
    desired: view.desired,
    evaluation,
    groups,
    bindings,
    standing,
  });
}
