import type { SetupStep } from '@linkspan/core';

/** What the operator does in Okta's Admin Console, in this order (developer.okta.com, "Add SCIM provisioning to app integrations"). */
export const guide: readonly SetupStep[] = [
  {
    title: 'Have the base URL and a token at hand',
    text:
      'Base URL: {baseUrl}\nToken: {token}\n' +
      'Okta calls from the internet, so the address must be reachable from there, over HTTPS. Its host must have no underscore in it.\n' +
      'See beforehand what Okta will see: "linkspan doctor <client>".',
  },
  {
    title: 'Have an application that provisions',
    text:
      'Applications > Create App Integration, with SAML 2.0 (SWA works, too). On its General tab, under App Settings, choose SCIM as ' +
      'Provisioning. Applications of this kind send every change as PUT. Those of the catalog (search it for "SCIM 2.0 Test App (Header Auth)") ' +
      'send PATCH; both work here.',
  },
  {
    title: 'Enter the connection',
    text:
      'Provisioning > Integration > Edit. "SCIM connector base URL": the base URL. "Unique identifier field for users": userName. ' +
      'Supported provisioning actions: Push New Users, Push Profile Updates, Push Groups; Import where people are to be read from here. ' +
      'Authentication Mode: HTTP Header, with the token.',
  },
  {
    title: 'Test it, and save',
    text:
      'Test Connector Configuration (catalog: Test API Credentials). Watch it arrive with "linkspan requests <client> --follow": a step that fails shows what ' +
      'was asked and what was answered.',
  },
  {
    title: 'Switch the actions on',
    text:
      'Provisioning > To App > Edit: Create Users, Update User Attributes, Deactivate Users. Leave Sync Password off: Linkspan takes a password and keeps none. ' +
      'First name, last name, user name and e-mail are required by Okta.',
  },
  {
    title: 'Assign people',
    text:
      'Assignments > Assign > Assign to Groups. Each person is looked for by userName and created where they are not here. Whoever is unassigned or ' +
      'deactivated arrives as inactive: Okta deletes nobody. Whether somebody who is suspended arrives as inactive, its pages say in two ways: look at "linkspan requests <client>".',
  },
  {
    title: 'Push the groups',
    text:
      'Push Groups > Push Groups > by name or by rule. A group that is here under the same name can be linked. A pushed group has those of its members who are ' +
      'assigned. Use other groups for assignment and for pushing: Okta says that members are else not kept in agreement reliably.',
  },
  {
    title: 'See the first people arrive',
    text: '"linkspan status" shows them, "linkspan requests <client>" what was asked for.',
  },
];
