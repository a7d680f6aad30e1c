import type { ResourceQuery } from '../../store/resource-store.js';
import type { Selection } from '../parse-selection.js';
import { selectionIncludes } from '../project-resource.js';
import type { ResourceType } from '../schema.js';

/** For whoever reads what a selection is going to show. */
export function alsoReadFor(type: ResourceType, selection: Selection): Pick<ResourceQuery, 'also'> {
  return type.name === 'User' && selectionIncludes(selection, 'groups') ? { also: 'groups' } : {};
}
