import { isJsonObject, type ParsedRequest, type Quirk, type ScimResponse } from '@linkspan/core';

type InboundQuirk = Quirk<ParsedRequest, ScimResponse>;

/** Recorded in a PUT of a minimal user: `"emails": null`. */
export const nullEmails: InboundQuirk = {
  name: 'null-emails',
  reason:
    'JumpCloud sends "emails": null in a PUT of a person whose e-mail did not change. Taken by the letter it would clear the address ' +
    'that the applications need, so the addresses stay as they are. An empty list still clears them.',
  request: (request) => (userPut(request)?.['emails'] === null ? preserve(request, 'emails') : request),
};

/** The same recorded PUT has no `externalId`, though the POST before it had one. */
export const keptExternalId: InboundQuirk = {
  name: 'kept-external-id',
  reason:
    'JumpCloud sends externalId (its own id of the person) with the create and leaves it out of a minimal PUT. Taken by the letter it ' +
    'would be cleared, and a person who comes back could not be recognised, so it stays.',
  request: (request) => {
    const user = userPut(request);
    return user !== undefined && !('externalId' in user) ? preserve(request, 'externalId') : request;
  },
};

export const quirks: readonly InboundQuirk[] = [nullEmails, keptExternalId];

function userPut({ method, path, body }: ParsedRequest) {
  return method === 'PUT' && /^\/+Users\//.test(path) && isJsonObject(body) ? body : undefined;
}

function preserve(request: ParsedRequest, attribute: string): ParsedRequest {
  return { ...request, preserve: [...(request.preserve ?? []), attribute] };
}
