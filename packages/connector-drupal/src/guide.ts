import type { SetupStep } from '@linkspan/core';

/** What an operator does in Drupal before an application can be connected. */
export const guide: readonly SetupStep[] = [
  {
    title: 'Switch on JSON:API with writing',
    text: 'Under Extend install JSON:API and HTTP Basic Authentication. Under Configuration > Web services > JSON:API choose "Accept all JSON:API create, read, update, and delete operations".',
  },
  {
    title: 'Make a role',
    text: 'Under People > Roles add "Linkspan", and give it under Permissions "Administer users". So that it can see roles, give it "Administer permissions" too, or install the companion.',
  },
  {
    title: 'Make a service account',
    text: 'Under People > Add user: name "linkspan", an address that you read, a long password, status Active, role Linkspan. Use it for nothing else.',
  },
  {
    title: 'Enter it in Linkspan',
    text: 'Put url, username and password under applications.<name>.config, then run `linkspan test <name>`.',
  },
];
