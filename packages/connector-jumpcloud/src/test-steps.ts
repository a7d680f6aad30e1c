import { isCollection, isResource, type SeenStep } from '@linkspan/core';

const pressTest = 'Press Test Connection in JumpCloud.';
const enableGroups =
  'Without it people arrive but no groups, so roles are not given. Check "Enable management of User Groups and Group Membership".';

/** The steps of JumpCloud's Test Connection and Activate. The order in which it sends them is not published. */
export const testSteps: readonly SeenStep[] = [
  {
    id: 'look-up',
    title: 'Looks a user up',
    matches: (method, path) => method === 'GET' && isCollection(path, 'Users'),
    missing: pressTest,
    refused: {},
  },
  {
    id: 'create-user',
    title: 'Creates a user',
    matches: (method, path) => method === 'POST' && isCollection(path, 'Users'),
    missing: pressTest,
    refused: {
      409: 'The Test User Email belongs to a user who is already here, perhaps an inactive one left by an earlier test. Enter an unused address, or delete that user.',
    },
  },
  {
    id: 'update-user',
    title: 'Updates a user',
    matches: (method, path) => (method === 'PUT' || method === 'PATCH') && isResource(path, 'Users'),
    missing: pressTest,
    refused: { 404: 'The user was deleted here in the meantime. Run Test Connection again.' },
  },
  {
    id: 'create-group',
    title: 'Creates a group',
    matches: (method, path) => method === 'POST' && isCollection(path, 'Groups'),
    missing: enableGroups,
    refused: {},
  },
  {
    id: 'update-group',
    title: 'Updates a group and its members',
    matches: (method, path) => (method === 'PUT' || method === 'PATCH') && isResource(path, 'Groups'),
    missing: enableGroups,
    refused: {
      400: 'Usually a member who is not known here: bind the group again in JumpCloud, so that its people are sent first.',
    },
  },
  {
    id: 'delete-group',
    title: 'Deletes a group',
    matches: (method, path) => method === 'DELETE' && isResource(path, 'Groups'),
    missing: enableGroups,
    refused: { 404: 'The group was already gone. Nothing is to be done.' },
  },
  {
    id: 'delete-user',
    title: 'Deletes its test user',
    matches: (method, path) => method === 'DELETE' && isResource(path, 'Users'),
    missing: 'JumpCloud deletes its test user at the end of a test. Press Activate, or delete the user here.',
    refused: { 404: 'The user was already gone. Nothing is to be done.' },
  },
];
