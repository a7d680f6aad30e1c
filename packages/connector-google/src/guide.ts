import type { SetupStep } from '@linkspan/core';

/** Why there is nothing to set up at Google, and what is possible instead. */
export const guide: readonly SetupStep[] = [
  {
    title: 'Know that Google cannot call this server',
    text:
      'Google Workspace provisions people only into applications of its own catalog (Admin console > Apps > Web and mobile apps > an application > Autoprovisioning). ' +
      'A custom application has no provisioning, and nowhere can a base URL be entered: {baseUrl} cannot be given to Google, and no token is needed for it.',
  },
  {
    title: 'Put an identity provider between',
    text:
      'What works today: let Okta, Microsoft Entra ID, JumpCloud or OneLogin read people and groups from Google Workspace, and have it push them here. Each has a connector and a guide: ' +
      'clients.<name>.connector "@linkspan/connector-okta", "-entra", "-jumpcloud" or "-onelogin", then "linkspan guide <name>".',
  },
  {
    title: 'Or use an application of the catalog directly',
    text: 'Where the application that you want to provision is in the catalog of Google itself, Google does it without Linkspan. It knows nothing of your other applications then.',
  },
  {
    title: 'What is not there yet',
    text:
      'Reading people and groups from Google by its Admin SDK (pull) is not part of Linkspan. A script of yours may do it: it reads from the Admin SDK and writes here by SCIM, as a client without ' +
      'a connector, with a token of its own: {token}.',
  },
];
