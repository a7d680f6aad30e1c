// The yardsticks: Express with nothing behind it. One constant user for every GET, and for writes a body parsed and echoed.
import express from 'express';
import { newPerson } from './new-person.mjs';

const user = {
  ...newPerson('constant'),
  id: '00000000-0000-7000-8000-000000000000',
  meta: {
    resourceType: 'User',
    created: '2026-01-01T00:00:00.000Z',
    lastModified: '2026-01-01T00:00:00.000Z',
    version: 'W/"1"',
  },
};

const app = express();
app.use(express.json({ type: 'application/scim+json' }));
app.get(['/Users', '/Users/:id'], (_request, response) => response.json(user));
app.post('/Users', (request, response) => response.status(201).json(request.body));
app.patch('/Users/:id', (request, response) => response.json(request.body));
app.patch('/Groups/:id', (request, response) => response.json(request.body));
const server = app.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
process.once('disconnect', () => process.exit());
