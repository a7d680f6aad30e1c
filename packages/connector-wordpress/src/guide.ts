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
    title: 'Install the companion, if you can',
    text: 'Copy linkspan-companion.php and the folder linkspan-companion, from companion/ of this connector, into wp-content/mu-plugins. With it leavers are suspended for good, and changes made in WordPress are seen at once; its README has more.',
  },
  {
    title: 'Enter it in Linkspan',
    text: 'Put url, username and password under applications.<name>.config, then run `linkspan test <name>`.',
  },
];
