import type { SetupStep } from '@linkspan/core';

/** What the operator does in the Microsoft Entra admin center, in this order (learn.microsoft.com, use-scim-to-provision-users-and-groups). */
export const guide: readonly SetupStep[] = [
  {
    title: 'Have the base URL and a token at hand',
    text:
      'Base URL: {baseUrl}\nToken: {token}\n' +
      'Entra calls from the internet, over HTTPS with TLS 1.2 and a certificate of a public authority, with its chain. See beforehand what Entra will see: ' +
      '"linkspan doctor <client>".',
  },
  {
    title: 'Make an application of its own',
    text:
      'Entra ID > Enterprise apps > New application > Create your own application > "Integrate any other application you don\'t find in the gallery". ' +
      'On-demand and automatic provisioning need a licence of Entra ID P1 for groups.',
  },
  {
    title: 'Enter the connection',
    text:
      'Provisioning > New configuration (older portals: Provisioning Mode "Automatic", Admin Credentials). "Tenant URL": the base URL, best with ' +
      '"?aadOptscim062020" behind it: Entra then sends what the standard says. It works without, too. "Secret Token": the token. Left blank, Entra signs a token of its own, ' +
      'which Microsoft says is for tests only.',
  },
  {
    title: 'Press Test Connection, and save',
    text: 'Entra asks for a person and a group that do not exist and wants an empty list. Watch it arrive with "linkspan requests <client> --follow".',
  },
  {
    title: 'Look through the mappings',
    text:
      'Mappings > Provision Microsoft Entra ID Users. userPrincipalName is sent as userName and matched by it. Map objectId to externalId instead of mailNickname: ' +
      'it never changes and names nobody twice. Leave "Switch([IsSoftDeleted], …)" on active. Remove what your applications do not need.',
  },
  {
    title: 'Provision groups',
    text: 'Mappings > Provision Microsoft Entra ID Groups: enabled. Names of groups must be unique among those in scope. Members of nested groups are not sent, unless they are assigned themselves.',
  },
  {
    title: 'Assign people and groups',
    text: 'Users and groups > Add user/group. Under Settings leave the scope at "Sync only assigned users and groups".',
  },
  {
    title: 'Try one person, then start',
    text: 'Provision on demand sends one at once (the flag has no effect there). Then Start provisioning: a cycle begins every 40 minutes or so. "linkspan status" shows who has arrived.',
  },
];
