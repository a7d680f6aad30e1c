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

/** Never recorded: no traffic of JumpCloud about groups is public. Its serializer wrote the emails of a person in this way. */
export const nullMembers: InboundQuirk = {
  name: 'null-members',
  reason:
    'JumpCloud writes a list that it has not loaded as null, as recorded for emails; for "members": null in a PUT of a group this is ' +
    'likely, not recorded. Taken by the letter it would take the roles from everybody in the group, so the members stay. An empty ' +
    'list still removes them.',
  request: (request) => (groupPut(request)?.['members'] === null ? preserve(request, 'members') : request),
};

export const quirks: readonly InboundQuirk[] = [nullEmails, keptExternalId, nullMembers];

function userPut(request: ParsedRequest) {
  return putBody(request, /^\/+Users\//);
}

function groupPut(request: ParsedRequest) {
  return putBody(request, /^\/+Groups\//);
}

function putBody({ method, path, body }: ParsedRequest, place: RegExp) {
  return method === 'PUT' && place.test(path) && isJsonObject(body) ? body : undefined;
}

function preserve(request: ParsedRequest, attribute: string): ParsedRequest {
  return { ...request, preserve: [...(request.preserve ?? []), attribute] };
}
