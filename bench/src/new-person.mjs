const user = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** What an identity provider knows of somebody. */
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
