import type { ResourceRecord } from '../../store/resource.js';
import type { ResourceQuery } from '../../store/resource-store.js';
import type { Filter } from '../filter.js';
import type { Selection } from '../parse-selection.js';
import type { ResourceType } from '../schema.js';
import { alsoReadFor } from './also-read-for.js';
import type { Call } from './call.js';

/** What is asked of all types together. */
export interface Question {
  readonly parts: readonly Part[];
  /** Of one type alone. */
  readonly sort?: NonNullable<ResourceQuery['sort']>;
}

/** One type's share of the question. */
export interface Part {
  readonly type: ResourceType;
  readonly selection: Selection;
  /** Absent: all of them. */
  readonly filter?: Filter;
}

export interface PartPage {
  readonly part: Part;
  readonly records: readonly ResourceRecord[];
}

export interface RootPage {
  readonly head: { readonly totalResults: number; readonly startIndex?: number; readonly nextCursor?: string };
  readonly pages: readonly PartPage[];
}

/** Without what says which page of it. */
export function queryOf(call: Call, { sort }: Question, { type, filter, selection }: Part) {
  return {
    type: type.name,
    ...(filter && { filter }),
    ...(sort && { sort }),
    patience: call.limits.searchMilliseconds,
    ...alsoReadFor(type, selection),
  };
}
