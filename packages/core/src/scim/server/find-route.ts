import { isStorable } from '../is-storable.js';
import type { ResourceType } from '../schema.js';

/** What a path asks for. Without an id: the whole list. */
export type Route =
  | { readonly kind: 'resources'; readonly type: ResourceType; readonly id?: string }
  | { readonly kind: 'schemas' | 'resource-types'; readonly id?: string }
  | { readonly kind: 'service-provider-config' }
  | { readonly kind: 'root' | 'me' | 'bulk' }
  /** Without a type: over all of them. */
  | { readonly kind: 'search'; readonly type?: ResourceType };

const alone = new Map<string, Route>([
  ['.search', { kind: 'search' }],
  ['Bulk', { kind: 'bulk' }],
  ['Me', { kind: 'me' }],
  ['ServiceProviderConfig', { kind: 'service-provider-config' }],
]);

/** RFC 7644 §3.2. Doubled and trailing slashes are tolerated: base URLs are pasted by people. */
export function findRoute(path: string, types: readonly ResourceType[]): Route | undefined {
  const [first, second, ...rest] = path.split('/').filter((segment) => segment !== '');
  if (first === undefined) return { kind: 'root' };
  if (rest.length > 0) return undefined;
  const type = types.find(({ endpoint }) => endpoint === `/${first}`);
  if (type && second === '.search') return { kind: 'search', type };
  const id = second === undefined ? undefined : decode(second);
  if (second !== undefined && id === undefined) return undefined;
  const named = id === undefined ? {} : { id };
  if (type) return { kind: 'resources', type, ...named };
  if (first === 'Schemas') return { kind: 'schemas', ...named };
  if (first === 'ResourceTypes') return { kind: 'resource-types', ...named };
  return id === undefined ? alone.get(first) : undefined;
}

/** Undefined for what is no percent-encoding, or of a character that is in no id. */
function decode(segment: string): string | undefined {
  try {
    const decoded = decodeURIComponent(segment);
    return isStorable(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}
