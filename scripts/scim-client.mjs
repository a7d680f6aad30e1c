// Pushes people and groups over SCIM 2.0 the way JumpCloud does (look-up before create, whole PUTs of what was read, groups by
// PATCH one member at a time), for the demo and the acceptance tests.

const user = 'urn:ietf:params:scim:schemas:core:2.0:User';
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/**
 * @typedef {{ status: number, headers: Headers, body: any }} ScimAnswer `body` is undefined where the answer has none.
 * @typedef {{ userName: string, givenName: string, familyName: string, externalId?: string, [attribute: string]: unknown }} Person
 */

/**
 * @param {string} url The client's SCIM base URL.
 * @param {string} token
 * @param {(step: { method: string, path: string, status: number }) => void} [onAnswer] Told of every answer.
 */
export function createScimClient(url, token, onAnswer = () => {}) {
  /** @returns {Promise<ScimAnswer>} @param {string} method @param {string} path @param {unknown} [body] */
  async function send(method, path, body) {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    onAnswer({ method, path: decodeURIComponent(path), status: response.status });
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** @param {string} method @param {string} path @param {unknown} [body] */
  async function sendOrThrow(method, path, body) {
    const answer = await send(method, path, body);
    if (answer.status < 300) return answer;
    throw new Error(`${method} ${path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  /** @param {string} id @param {readonly unknown[]} operations */
  const patchGroup = (id, operations) =>
    sendOrThrow('PATCH', `/Groups/${id}`, { schemas: [patchOp], Operations: operations });

  return {
    /** Whatever the status is. */
    send,
    /** @param {string} userName @returns {Promise<any>} */
    async findUser(userName) {
      const { body } = await sendOrThrow('GET', `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`);
      return body.Resources[0];
    },
    /** Creates, or replaces who is there already. @param {Person} person @returns {Promise<string>} the id */
    async pushUser(person) {
      const there = await this.findUser(person.userName);
      if (there !== undefined) {
        await sendOrThrow('PUT', `/Users/${there.id}`, { ...toUser(person), id: there.id });
        return there.id;
      }
      return (await sendOrThrow('POST', '/Users', toUser(person))).body.id;
    },
    /** Reads, merges, and puts the whole back. @param {string} id @param {Record<string, unknown>} changes @returns {Promise<any>} */
    async changeUser(id, changes) {
      const { meta: _meta, groups: _groups, ...read } = (await sendOrThrow('GET', `/Users/${id}`)).body;
      return (await sendOrThrow('PUT', `/Users/${id}`, { ...read, ...changes })).body;
    },
    /** @param {string} id */
    deleteUser: (id) => sendOrThrow('DELETE', `/Users/${id}`),
    /** @param {string} displayName @param {readonly string[]} [members] @returns {Promise<string>} the id */
    async createGroup(displayName, members = []) {
      const body = { schemas: [group], displayName, members: members.map((value) => ({ value })) };
      return (await sendOrThrow('POST', '/Groups', body)).body.id;
    },
    /** @param {string} id @param {string} displayName */
    renameGroup: (id, displayName) => patchGroup(id, [{ op: 'replace', value: { displayName } }]),
    /** @param {string} id @param {string} member */
    addMember: (id, member) => patchGroup(id, [{ op: 'add', path: 'members', value: [{ value: member }] }]),
    /** @param {string} id @param {string} member */
    removeMember: (id, member) => patchGroup(id, [{ op: 'remove', path: `members[value eq "${member}"]` }]),
    /** @param {string} id */
    deleteGroup: (id) => sendOrThrow('DELETE', `/Groups/${id}`),
    /**
     * JumpCloud's "Test Connection" and the checks of "Activate": a test user and a test group come, change and go.
     * @param {string} testEmail
     */
    async testConnection(testEmail) {
      const missing = await this.findUser(testEmail);
      if (missing !== undefined) throw new Error(`${testEmail} is the name of a real user`);
      const { id } = (await sendOrThrow('POST', '/Users', testUser(testEmail))).body;
      await sendOrThrow('GET', `/Users/${id}`);
      const name = { familyName: 'lastname', givenName: 'firstname' };
      const replacement = { schemas: [user], id, userName: testEmail, active: true, emails: null, name };
      await sendOrThrow('PUT', `/Users/${id}`, replacement);
      await sendOrThrow('GET', '/Groups');
      const groupId = await this.createGroup('testgroup');
      await this.renameGroup(groupId, 'testgroup renamed');
      await this.addMember(groupId, id);
      await this.deleteGroup(groupId);
      await this.deleteUser(id);
    },
  };
}

/** @param {Person} person */
function toUser({ userName, givenName, familyName, ...others }) {
  return {
    schemas: [user, 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
    active: true,
    userName,
    name: { givenName, familyName },
    displayName: `${givenName} ${familyName}`,
    emails: [{ primary: true, type: 'work', value: userName }],
    locale: 'en-US',
    preferredLanguage: 'en-US',
    ...others,
  };
}

/** The placeholders by which JumpCloud's test user is known, whatever address the administrator enters. @param {string} email */
function testUser(email) {
  return {
    ...toUser({
      userName: email,
      givenName: 'firstname',
      familyName: 'lastname',
      externalId: '66e2d689590450d073d2df3b',
    }),
    displayName: 'displayname',
    addresses: [
      {
        country: 'US',
        locality: 'locality',
        postalCode: '80027',
        primary: true,
        region: 'region',
        streetAddress: 'street-address',
        type: 'work',
      },
    ],
    phoneNumbers: [{ primary: true, type: 'work', value: 'tel:+1-555-555-5555' }],
  };
}
