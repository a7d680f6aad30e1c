import type { SetupStep } from '@linkspan/core';

/** What the operator does in JumpCloud's administrator console, in this order (support article 76256, "Custom SCIM Identity Management"). */
export const guide: readonly SetupStep[] = [
  {
    title: 'Have the base URL and a token at hand',
    text:
      'Base URL: {baseUrl}\nToken: {token}\n' +
      'Copy the base URL without a slash at its end. JumpCloud calls from the internet, so the address must be reachable from there, over HTTPS.',
  },
  {
    title: 'Connect the application to SCIM',
    text:
      'In JumpCloud open SSO Applications, choose or create the application, then its tab Identity Management (newer consoles: Provisioning). ' +
      'Choose API Type "SCIM API" and SCIM Version "SCIM 2.0". Paste the base URL into "Base URL" and the token into "Token Key".',
  },
  {
    title: 'Enter an unused Test User Email',
    text:
      'JumpCloud creates a user with this address and deletes it again. Enter an address that no user here has, not even an inactive one: ' +
      'otherwise the test fails. Nothing of this user reaches an application.',
  },
  {
    title: 'Press Test Connection',
    text: 'Watch the requests arrive with "linkspan requests <client> --follow": a step that fails shows what was asked and what was answered.',
  },
  {
    title: 'Press Activate',
    text: 'Saving is not enough: only Activate starts the provisioning.',
  },
  {
    title: 'Switch group management on',
    text:
      'Check "Enable management of User Groups and Group Membership", so that groups can give roles in the applications. ' +
      'JumpCloud takes over a group that already has the name of one of its own.',
  },
  {
    title: 'Choose what is sent',
    text: 'Under Attribute Mapping leave Password at "exclude", unless an application here has passwords: true; else this server drops them. Add what your applications use, such as department or title.',
  },
  {
    title: 'Bind the user groups',
    text: 'On the tab User Groups check the groups whose people are to be provisioned, then save. A group without anybody in it is not sent.',
  },
  {
    title: 'See the first people arrive',
    text:
      'JumpCloud sends the people of the bound groups at once. "linkspan status" shows them. ' +
      'Later, whoever is unbound or suspended, or whose password has expired, arrives as inactive.',
  },
];
