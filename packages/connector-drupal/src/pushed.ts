import type { ConnectorModule } from '@linkspan/core';

/**
 * Drupal core pushes to nobody; miniOrange's module `user_provisioning` does. All of this is from the source of its free form, which was read
 * and never run.
 */
export const pushed: NonNullable<ConnectorModule['pushed']> = {
  guide: [
    {
      title: 'Know what it can do',
      text:
        'The free form of the module only creates: later changes, blocked and deleted people and roles do not arrive, nor does any schedule exist. ' +
        'For all of that take the site in as an application with `twoWay`, which needs no module of miniOrange’s (docs/operators/drupal.md, ' +
        '"Drupal as the side that pushes"). Both can go together.',
    },
    {
      title: 'Install the module',
      text: 'Install "user_provisioning" of miniOrange (drupal.org/project/user_provisioning), and switch it on under Extend.',
    },
    {
      title: 'Have the base URL and a token at hand',
      text:
        'Base URL: {baseUrl}\nToken: {token}\n' +
        'Copy the base URL without a slash at its end. The module does not look at certificates: take care that name and address lead here.',
    },
    {
      title: 'Make it a SCIM client',
      text: 'Open it under Configuration > People, choose the custom provider among those to which it sends, and enter base URL and token.',
    },
    {
      title: 'Test the connection',
      text:
        'It searches for the e-mail address of the administrator who is signed in, and takes any answer in JSON for a success. ' +
        'Look here with "linkspan requests <client> --follow": the request must be answered with 200.',
    },
    {
      title: 'Switch on what it can do by itself',
      text:
        'Check that people are provisioned when they are created (event-based). Who is there already is sent one by one, by entering the user ' +
        'name under manual provisioning.',
    },
    {
      title: 'See the first person arrive',
      text:
        'Create somebody in Drupal, and look with "linkspan status". A person who is here already is answered with 409, which the module shows as ' +
        '"Conflict. User already exists": nothing is changed then.',
    },
  ],
  users: {
    rules: [
      { remote: 'uuid', scim: 'externalId', flow: 'read' },
      { remote: 'display_name', scim: ['userName', 'displayName'], flow: 'read' },
      { remote: 'mail', scim: 'emails[type eq "work"].value', flow: 'read' },
      { remote: 'preferred_langcode', scim: 'preferredLanguage', flow: 'read' },
      { remote: 'timezone', scim: 'timezone', flow: 'read' },
      { remote: 'status', scim: 'active', flow: 'read' },
    ],
  },
};
