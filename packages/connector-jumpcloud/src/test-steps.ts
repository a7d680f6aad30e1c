/** A step of JumpCloud's Test Connection and Activate. The order in which it sends them is not published. */
export interface TestStep {
  readonly id: string;
  readonly title: string;
  /** `path` is without its query. */
  matches(method: string, path: string): boolean;
  /** What it means that no such request has been seen. */
  readonly missing: string;
  /** What to do, by the status that was answered. */
  readonly refused: Readonly<Record<number, string>>;
}

const collection = (name: string) => new RegExp(`^/+${name}/*$`);
const resource = (name: string) => new RegExp(`^/+${name}/+[^/]+/*$`);
const users = collection('Users');
const user = resource('Users');
const groups = collection('Groups');
const group = resource('Groups');

const pressTest = 'Press Test Connection in JumpCloud.';
const enableGroups =
  'Without it people arrive but no groups, so roles are not given. Check "Enable management of User Groups and Group Membership".';

export const testSteps: readonly TestStep[] = [
  {
    id: 'look-up',
    title: 'Looks a user up',
    matches: (method, path) => method === 'GET' && users.test(path),
    missing: pressTest,
    refused: {},
  },
  {
    id: 'create-user',
    title: 'Creates a user',
    matches: (method, path) => method === 'POST' && users.test(path),
    missing: pressTest,
    refused: {
      409: 'The Test User Email belongs to a user who is already here, perhaps an inactive one left by an earlier test. Enter an unused address, or delete that user.',
    },
  },
  {
    id: 'update-user',
    title: 'Updates a user',
    matches: (method, path) => (method === 'PUT' || method === 'PATCH') && user.test(path),
    missing: pressTest,
    refused: { 404: 'The user was deleted here in the meantime. Run Test Connection again.' },
  },
  {
    id: 'create-group',
    title: 'Creates a group',
    matches: (method, path) => method === 'POST' && groups.test(path),
    missing: enableGroups,
    refused: {},
  },
  {
    id: 'update-group',
    title: 'Updates a group and its members',
    matches: (method, path) => (method === 'PUT' || method === 'PATCH') && group.test(path),
    missing: enableGroups,
    refused: {
      400: 'Usually a member who is not known here: bind the group again in JumpCloud, so that its people are sent first.',
    },
  },
  {
    id: 'delete-group',
    title: 'Deletes a group',
    matches: (method, path) => method === 'DELETE' && group.test(path),
    missing: enableGroups,
    refused: { 404: 'The group was already gone. Nothing is to be done.' },
  },
  {
    id: 'delete-user',
    title: 'Deletes its test user',
    matches: (method, path) => method === 'DELETE' && user.test(path),
    missing: 'JumpCloud deletes its test user at the end of a test. Press Activate, or delete the user here.',
    refused: { 404: 'The user was already gone. Nothing is to be done.' },
  },
];
