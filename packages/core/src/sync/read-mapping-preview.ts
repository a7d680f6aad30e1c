import { evaluateRules } from '../connector/evaluate-rules.js';
import { toScimValues } from '../connector/to-scim-values.js';
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
  const { links } = runtime.store;
  const found = await findPerson(runtime, person);
  if (typeof found === 'string') return found;
  const link = (await links.find(runtime.name, found.resource.id)) ?? newLink(runtime, found.resource);
  const resource = (await findResource(runtime, link)) ?? found.resource;
  const { manual } = runtime.application.policy;
  const { bindings, frozen } = await readBindings(runtime);
  const operations = manual === false ? everyOperation : manual;
  const context = { operations, bindings, ...(frozen === undefined ? {} : { frozen }) };
  const [view] = await viewPeople(runtime, [{ link, resource }], context);
  if (view?.desired === undefined) return 'unknown';
  const { desired, plan, groups } = view;
  const evaluation = await evaluateRules(resource, runtime.rules, groups, runtime.schema);
  const standing = await readStanding(runtime, link, view, signal);
  const backwards = runtime.rules.filter((rule) => rule.back !== undefined);
  const back = standing.fields && (await toScimValues({ fields: standing.fields }, backwards));
  const seen = { resource, desired, plan, evaluation, groups, bindings, standing };
  return previewMapping({ runtime, link, ...seen, ...(back && { back }) });
}
