import type { ParsedRequest, ScimResponse } from '../message.js';
import type { ScimClient } from './scim-client.js';

/** In the order given; the names of those that changed the request are added to `applied`. */
export function applyRequestQuirks(
  request: ParsedRequest,
  { quirks }: ScimClient,
  applied: Set<string>,
): ParsedRequest {
  return quirks.reduce((asked, quirk) => {
    const changed = quirk.enabled === false ? asked : (quirk.request?.(asked) ?? asked);
    if (changed !== asked) applied.add(quirk.name);
    return changed;
  }, request);
}

/** The same for the answer; quirks see the request as it was understood. */
export function applyResponseQuirks(
  response: ScimResponse,
  request: ParsedRequest,
  { quirks }: ScimClient,
  applied: Set<string>,
): ScimResponse {
  return quirks.reduce((answer, quirk) => {
    const changed = quirk.enabled === false ? answer : (quirk.response?.(answer, request) ?? answer);
    if (changed !== answer) applied.add(quirk.name);
    return changed;
  }, response);
}
