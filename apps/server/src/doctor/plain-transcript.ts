import type { Transcript } from '@linkspan/core';

const user = 'urn:ietf:params:scim:schemas:core:2.0:User';
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const evidence = 'certain' as const;
const shown = { passed: 'The request has succeeded.', failed: 'The request has failed.' };

/** What the standard alone says, for a client without a connector. */
export const plainTranscript: Transcript = {
  id: 'plain',
  title: 'Any client, by the standard',
  headers: { accept: 'application/scim+json' },
  steps: [
    {
      id: 'create',
      title: 'Creates a person',
      evidence,
      source: 'RFC 7644 §3.3',
      request: { method: 'POST', path: '/Users', body: { schemas: [user], userName: 'ann@example.com', active: true } },
      answer: { status: [201], body: { id: '*', active: true } },
      captures: 'ann',
      shown,
    },
    {
      id: 'find',
      title: 'Finds the person',
      evidence,
      source: 'RFC 7644 §3.4.2',
      request: { method: 'GET', path: '/Users', query: { filter: 'userName eq "ann@example.com"' } },
      answer: { status: [200], body: { totalResults: 1, Resources: [{ id: '{{ann}}' }] } },
      shown,
    },
    {
      id: 'group',
      title: 'Creates a group with the person in it',
      evidence,
      source: 'RFC 7644 §3.3',
      request: {
        method: 'POST',
        path: '/Groups',
        body: { schemas: [group], displayName: 'Staff', members: [{ value: '{{ann}}' }] },
      },
      answer: { status: [201], body: { members: [{ value: '{{ann}}' }] } },
      captures: 'group',
      shown,
    },
    {
      id: 'remove-member',
      title: 'Takes the person out of the group',
      evidence,
      source: 'RFC 7644 §3.5.2.2',
      request: {
        method: 'PATCH',
        path: '/Groups/{{group}}',
        body: { schemas: [patchOp], Operations: [{ op: 'remove', path: 'members[value eq "{{ann}}"]' }] },
      },
      answer: { status: [200, 204] },
      shown,
    },
    {
      id: 'deactivate',
      title: 'Deactivates the person',
      evidence,
      source: 'RFC 7644 §3.5.2.3',
      request: {
        method: 'PATCH',
        path: '/Users/{{ann}}',
        body: { schemas: [patchOp], Operations: [{ op: 'replace', path: 'active', value: false }] },
      },
      answer: { status: [200, 204] },
      shown,
    },
  ],
  outcome: [
    { title: 'the leaver is inactive', path: '/Users/{{ann}}', body: { active: false } },
    { title: 'nobody is in the group', path: '/Groups/{{group}}', body: { members: null } },
  ],
};
