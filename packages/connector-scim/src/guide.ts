import type { SetupStep } from '@linkspan/core';

/** What an operator does at an application before it can be connected. */
export const guide: readonly SetupStep[] = [
  {
    title: 'Switch provisioning on',
    text: 'At the application look for "SCIM", "Provisioning" or "Directory sync" in the administration, usually under Security or Single sign-on.',
  },
  {
    title: 'Make a token',
    text: 'Copy the SCIM base URL and make a token for it, or register an OAuth client that may use the client credentials grant.',
  },
  {
    title: 'Enter it in Linkspan',
    text: 'Put url and token (or oauth) under applications.<name>.config, then run `linkspan test <name>`: it says what the server can.',
  },
];
