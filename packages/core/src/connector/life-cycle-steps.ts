import { isCollection, isResource, type SeenStep } from './seen-checks.js';

/** What to do where something has not been seen, at this vendor's pages. */
export interface LifeCycleWords {
  /** So that people are looked for. */
  readonly test: string;
  /** So that people are sent. */
  readonly people: string;
  /** So that groups are sent. */
  readonly groups: string;
}

/** The steps that every vendor takes with people and groups, by the standard. */
export function lifeCycleSteps({ test, people, groups }: LifeCycleWords): readonly SeenStep[] {
  const withoutGroups = `Without it people arrive but no groups, so roles are not given. ${groups}`;
  const isChange = (method: string) => method === 'PUT' || method === 'PATCH';
  return [
    {
      id: 'look-up',
      title: 'Looks people up',
      matches: (method, path) => method === 'GET' && isCollection(path, 'Users'),
      missing: test,
      refused: {},
    },
    {
      id: 'create-user',
      title: 'Creates a person',
      matches: (method, path) => method === 'POST' && isCollection(path, 'Users'),
      missing: people,
      refused: {
        409: 'Somebody with this userName is here already, and was not found by what the person is looked for by. See "linkspan requests <client>".',
      },
    },
    {
      id: 'update-user',
      title: 'Changes a person',
      matches: (method, path) => isChange(method) && isResource(path, 'Users'),
      missing: 'Nobody who was sent has changed yet.',
      refused: { 404: 'The person was deleted here in the meantime: "linkspan restore" brings them back.' },
    },
    {
      id: 'create-group',
      title: 'Creates a group',
      matches: (method, path) => method === 'POST' && isCollection(path, 'Groups'),
      missing: withoutGroups,
      refused: {},
    },
    {
      id: 'update-group',
      title: 'Changes a group and its members',
      matches: (method, path) => isChange(method) && isResource(path, 'Groups'),
      missing: withoutGroups,
      refused: {
        400: 'Usually a member who is not known here: assign the people of the group, so that they are sent first.',
      },
    },
  ];
}
