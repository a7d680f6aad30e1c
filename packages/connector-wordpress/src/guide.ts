import type { SetupStep } from '@linkspan/core';

/** What an operator does in WordPress before an application can be connected. */
export const guide: readonly SetupStep[] = [
  {
    title: 'Make a service account',
    text: 'In WordPress open Users > Add New. Log-in "linkspan", an address that you read, role Administrator. Use it for nothing else.',
  },
  {
    title: 'Make an application password',
    text: 'Sign in as "linkspan", open Users > Profile, go to Application Passwords, enter "Linkspan", click Add New, and copy the password.',
  },
  {
    title: 'Enter it in Linkspan',
    text: 'Put url, username and password under applications.<name>.config, then run `linkspan test <name>`.',
  },
];
