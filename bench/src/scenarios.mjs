// What is asked, and what a right answer looks like. `people` are some of those in the directory: { id, userName }.

const user = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

let made = 0;

export const scenarios = {
  'get by id': {
    make: (directory) => {
      const person = pick(directory.people);
      return { method: 'GET', path: `/Users/${person.id}`, holds: ({ id }) => id === person.id };
    },
  },
  'find by userName': {
    make: (directory) => {
      const person = pick(directory.people);
      return {
        method: 'GET',
        path: `/Users?filter=${encodeURIComponent(`userName eq "${person.userName}"`)}`,
        holds: (body) => body.totalResults === 1 && body.Resources[0].id === person.id,
      };
    },
  },
  'list, first page of 100': {
    make: () => ({
      method: 'GET',
      path: '/Users?startIndex=1&count=100',
      holds: (body) => body.Resources.length === 100,
    }),
  },
  'list, any page of 100': {
    make: ({ total }) => ({
      method: 'GET',
      path: `/Users?startIndex=${1 + 100 * Math.floor(Math.random() * Math.floor(total / 100))}&count=100`,
      holds: (body) => body.Resources.length === 100,
    }),
  },
  create: {
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
  patch: {
    make: (directory) => {
      const person = pick(directory.people);
      const title = `Title ${Math.random()}`;
      const body = { schemas: [patchOp], Operations: [{ op: 'replace', path: 'title', value: title }] };
      return { method: 'PATCH', path: `/Users/${person.id}`, body, holds: (answer) => answer.title === title };
    },
  },
};

export function newPerson(name) {
  return {
    schemas: [user],
    userName: `${name}@bench.example`,
    externalId: name,
    active: true,
    name: { givenName: 'Given', familyName: `Family ${name}` },
    displayName: `Given Family ${name}`,
    emails: [{ primary: true, type: 'work', value: `${name}@bench.example` }],
    phoneNumbers: [{ primary: true, type: 'work', value: 'tel:+1-555-555-5555' }],
    title: 'Captain',
    locale: 'en-US',
    preferredLanguage: 'en-US',
  };
}

function pick(list) {
  return list[Math.floor(Math.random() * list.length)];
}
