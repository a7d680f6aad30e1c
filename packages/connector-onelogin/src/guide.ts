import type { SetupStep } from '@linkspan/core';

/** What the operator does in OneLogin's administration, in this order, as services that work with it describe it. */
export const guide: readonly SetupStep[] = [
  {
    title: 'Have the base URL and a token at hand',
    text:
      'Base URL: {baseUrl}\nToken: {token}\n' +
      'OneLogin calls from the internet, so the address must be reachable from there, over HTTPS. See beforehand what OneLogin will see: "linkspan doctor <client>".',
  },
  {
    title: 'Add the application',
    text:
      'Applications > Applications > Add App. Search for "SCIM Provisioner with SAML (SCIM v2 Enterprise)" and add it. Those called "Core Schema" or v1.1 speak ' +
      'SCIM 1.1, which Linkspan does not.',
  },
  {
    title: 'Enter the connection',
    text:
      'Configuration: "SCIM Base URL": the base URL. "SCIM Bearer Token": the token. "SCIM JSON Template": what your applications need, with "schemas", "userName", "name" and ' +
      '"emails" at least. Save, then API Connection > Enable.',
  },
  {
    title: 'Look through the parameters',
    text: 'Parameters > scimusername: the e-mail, unless log-ins are something else. For groups: Parameters > Groups > "Include in User Provisioning".',
  },
  {
    title: 'Switch provisioning on',
    text:
      'Provisioning > Enable provisioning. Choose what needs an administrator\'s approval, and under "When users are deleted in OneLogin" choose Suspend: ' +
      'people then arrive as inactive, and "linkspan restore" is not needed for a returner.',
  },
  {
    title: 'Give groups by rules',
    text: 'Rules > Add Rule > Actions: Set Groups, from a role or a value. What is here already can be chosen after Provisioning > Entitlements > Refresh.',
  },
  {
    title: 'Assign people',
    text: 'Access > Roles, or Users > a person > Applications. Watch them arrive with "linkspan requests <client> --follow". OneLogin publishes little on its requests: tell us what you see.',
  },
];
