// scimmy-routers on Express over two Maps, as somebody would write an application with it: reads a number of people from its arguments.
import { randomUUID } from 'node:crypto';
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import { newPerson } from './new-person.mjs';

const users = new Map();
const people = Array.from({ length: Number(process.argv[2]) }, (_, index) => {
  const name = `person-${index + 1}`;
  const { schemas: _schemas, ...person } = newPerson(name);
  const id = randomUUID();
  users.set(id, { ...person, id, meta: { created: new Date(), lastModified: new Date() } });
  return { id, name, userName: person.userName };
});

SCIMMY.Resources.declare(SCIMMY.Resources.User);
SCIMMY.Resources.User.ingress(({ id = randomUUID() }, data) => {
  for (const one of users.values()) {
    if (one.id !== id && one.userName.toLowerCase() === data.userName.toLowerCase()) {
      throw new SCIMMY.Types.Error(409, 'uniqueness', 'userName is taken');
    }
  }
  const lastModified = new Date();
  // What it hands over is bound to its schema: a plain copy is what a table would hold.
  const user = { ...JSON.parse(JSON.stringify(data)), id };
  users.set(id, { ...user, meta: { created: users.get(id)?.meta.created ?? lastModified, lastModified } });
  return structuredClone(users.get(id));
})
  .egress(({ id, filter }) => {
    if (id !== undefined) {
      if (!users.has(id)) throw new Error('there is none');
      return structuredClone(users.get(id));
    }
    const all = [...users.values()].map((one) => structuredClone(one));
    return filter === undefined ? all : filter.match(all);
  })
  .degress(({ id }) => {
    users.delete(id);
  });

const app = express();
app.use('/scim/v2', new SCIMMYRouters({ type: 'bearer', handler: () => 'bench' }));
const server = app.listen(0, '127.0.0.1', () =>
  process.send({ url: `http://127.0.0.1:${server.address().port}/scim/v2`, people }),
);
process.once('disconnect', () => process.exit());
