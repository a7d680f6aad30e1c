// What is asked, what a right answer looks like, what it is compared with, and the least share of that which is wanted at the largest
// size. `directory`: { people: [{ id, name, userName }], some of those in it; total; groups: [{ id, size }]; run; cursor }.
import { newPerson } from './new-person.mjs';

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
let made = 0;

const filter = (text) => `/Users?filter=${encodeURIComponent(text)}`;
const listOf = (person) => (body) => body.totalResults === 1 && body.Resources[0].id === person.id;
const nobody = (body) => body.totalResults === 0;
const pageOf = (count) => (body) => body.Resources.length === count;

/** A look-up that hits, and the same for somebody who is not there. */
const lookUp = (name, text) => ({
  [name]: {
    goal: 0.3,
    make: ({ people }) => {
      const person = pick(people);
      return { method: 'GET', path: filter(text(person.name)), holds: listOf(person) };
    },
  },
  [`${name}, a miss`]: {
    goal: 0.3,
    make: () => ({ method: 'GET', path: filter(text(`nobody-${Math.random()}`)), holds: nobody }),
  },
});

const patchUser = (operations, holds) => ({
  goal: 0.2,
  yardstick: 'echo',
  make: ({ people }) => {
    const person = pick(people);
    const Operations = operations();
    return {
      method: 'PATCH',
      path: `/Users/${person.id}`,
      body: { schemas: [patchOp], Operations },
      holds: (answer) => answer.id === person.id && holds(answer, Operations[0]),
    };
  },
});

/** Whoever is in the group leaves it, and comes back in the next round: each request changes something. */
const changeMember = (place, members) => ({
  goal: 0.1,
  yardstick: 'echo',
  applies: ({ groups }) => groups[place].size === members,
  make: (directory) => {
    const { id, size } = directory.groups[place];
    directory.toggles ??= directory.people.map((person) => ({ person, isIn: isAmong(person, size) }));
    const toggle = directory.toggles.shift();
    directory.toggles.push(toggle);
    toggle.isIn = !toggle.isIn;
    const value = toggle.person.id;
    const operation = toggle.isIn
      ? { op: 'add', path: 'members', value: [{ value }] }
      : { op: 'remove', path: `members[value eq "${value}"]` };
    return {
      method: 'PATCH',
      path: `/Groups/${id}`,
      body: { schemas: [patchOp], Operations: [operation] },
      status: 204,
      holds: () => true,
    };
  },
});

/** Members are the first people in the order of ids: the template, then copy after copy. */
function isAmong({ name }, size) {
  return Number(name.replace('person-', '')) < size;
}

export const scenarios = {
  'get by id': {
    goal: 0.45,
    make: ({ people }) => {
      const person = pick(people);
      return { method: 'GET', path: `/Users/${person.id}`, holds: ({ id }) => id === person.id };
    },
  },
  ...lookUp('userName eq', (name) => `userName eq "${name}@bench.example"`),
  ...lookUp('externalId eq', (name) => `externalId eq "${name}"`),
  ...lookUp('emails[type eq "work"].value eq', (name) => `emails[type eq "work"].value eq "${name}@bench.example"`),
  ...lookUp('userName sw', (name) => `userName sw "${name}@"`),
  'page of 100, first': {
    goal: 0.04,
    make: () => ({ method: 'GET', path: '/Users?startIndex=1&count=100', holds: pageOf(100) }),
  },
  'page of 100, random': {
    goal: 0.04,
    make: ({ total }) => {
      const startIndex = 1 + 100 * Math.floor(Math.random() * Math.floor(total / 100));
      return { method: 'GET', path: `/Users?startIndex=${startIndex}&count=100`, holds: pageOf(100) };
    },
  },
  'page of 100, deep by index': {
    goal: 0.04,
    make: ({ total }) => ({
      method: 'GET',
      path: `/Users?startIndex=${Math.floor(total * 0.9)}&count=100`,
      holds: pageOf(100),
    }),
  },
  'page of 100, deep by cursor': {
    goal: 0.04,
    make: ({ cursor }) => ({
      method: 'GET',
      path: `/Users?count=100&cursor=${encodeURIComponent(cursor)}`,
      holds: pageOf(100),
    }),
  },
  create: {
    goal: 0.25,
    yardstick: 'echo',
    make: ({ run }) => {
      made += 1;
      const person = newPerson(`${run}-${made}`);
      return {
        method: 'POST',
        path: '/Users',
        body: person,
        status: 201,
        holds: (body) => body.userName === person.userName,
      };
    },
  },
  'patch title': patchUser(
    () => [{ op: 'replace', path: 'title', value: `Title ${Math.random()}` }],
    (answer, operation) => answer.title === operation.value,
  ),
  'patch active, as Okta': patchUser(
    () => [{ op: 'replace', value: { active: Math.random() < 0.5 } }],
    (answer) => typeof answer.active === 'boolean',
  ),
  'patch active, as Entra': patchUser(
    () => [{ op: 'Replace', path: 'active', value: Math.random() < 0.5 ? 'True' : 'False' }],
    (answer) => typeof answer.active === 'boolean',
  ),
  'patch a member of 10,000': changeMember(0, 10_000),
  'patch a member of 70,000': changeMember(1, 70_000),
};

function pick(list) {
  return list[Math.floor(Math.random() * list.length)];
}
