import { isStorable } from '../is-storable.js';
import type { ResourceType } from '../schema.js';

/** What a path asks for. Without an id: the whole list. */
export type Route =
  | { readonly kind: 'resources'; readonly type: ResourceType; readonly id?: string }
  | { readonly kind: 'schemas' | 'resource-types'; readonly id?: string }
  | { readonly kind: 'service-provider-config' }
  /** The RFC's, but not offered: `/Bulk`, `/Me`, `/.search`, `/Users/.search`. */
  | { readonly kind: 'not-offered'; readonly name: string };

/** RFC 7644 §3.2. Doubled and trailing slashes are tolerated: base URLs are pasted by people. */
export function findRoute(path: string, types: readonly ResourceType[]): Route | undefined {
  const [first, second, ...rest] = path.split('/').filter((segment) => segment !== '');
  if (first === 'Bulk' || first === 'Me' || first === '.search') return { kind: 'not-offered', name: `/${first}` };
  if (first === undefined || rest.length > 0) return undefined;
  if (second === '.search') return { kind: 'not-offered', name: `/${first}/.search` };
  const id = second === undefined ? undefined : decode(second);
  if (second !== undefined && id === undefined) return undefined;
  const named = id === undefined ? {} : { id };
  const type = types.find(({ endpoint }) => endpoint === `/${first}`);
  if (type) return { kind: 'resources', type, ...named };
  if (first === 'Schemas') return { kind: 'schemas', ...named };
  if (first === 'ResourceTypes') return { kind: 'resource-types', ...named };
  if (first === 'ServiceProviderConfig' && id === undefined) return { kind: 'service-provider-config' };
  return undefined;
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
