/** The fields of the kit's n-th person and group. */
export function personFields(n: number): Readonly<Record<string, unknown>> {
  return {
    externalId: `0190-${n}-abc`,
    userName: `person${n}@corp.example`,
    'emails.value': `Person.${n}@mail.example`,
    'name.givenName': `Anna ${n}`,
    'name.familyName': `Berg ${n}`,
    displayName: `Anna Berg ${n}`,
    nickName: `anna${n}`,
    profileUrl: `https://example.com/people/${n}?a=1&b=2`,
    title: `Engineer ${n}`,
    userType: `Type ${n}`,
    preferredLanguage: n % 2 === 0 ? 'en-US' : 'fr-FR',
    timezone: n % 2 === 0 ? 'Europe/Paris' : 'Europe/Berlin',
    'enterprise.department': `Department ${n}`,
    'enterprise.employeeNumber': `E${n}`,
    phoneNumbers: [
      { value: `tel:+33-1-${n}`, type: 'work' },
      { value: `+33 6 ${n}`, type: 'mobile' },
    ],
    addresses: [{ streetAddress: `${n} High Street`, locality: 'Paris', country: 'FR', type: 'work' }],
  };
}

export function groupFields(n: number): Readonly<Record<string, unknown>> {
  return { externalId: `0191-${n}-group`, displayName: `Group ${n} a` };
}
