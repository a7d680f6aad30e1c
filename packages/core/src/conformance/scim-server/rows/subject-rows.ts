import { at } from '../at.js';
import { demand } from '../demand.js';
import { NotApplicable } from '../not-applicable.js';
import type { Requirement } from '../requirement.js';

/** Who asks: credentials, and /Me. */
export const subjectRows: readonly Requirement[] = [
  {
    rfc: 9110,
    section: '11.6.1',
    level: 'MUST',
    title: 'a 401 says how to authenticate',
    requirement: 'An answer 401 carries WWW-Authenticate with a challenge (also RFC 7644 §2).',
    reads: true,
    needs: ['credentials', 'users'],
    async run(probe) {
      const answer = await probe.getBare('/Users?count=1');
      if (answer.status !== 401) throw new NotApplicable(`without credentials it answers ${answer.status}`);
      demand.that(answer.headers['www-authenticate'] !== undefined, 'a WWW-Authenticate header', undefined);
    },
  },
  {
    rfc: 7644,
    section: '3.12',
    level: 'MUST',
    title: 'a 401 is an Error',
    requirement: 'A failure of authorization is a SCIM Error with the status in its body.',
    reads: true,
    needs: ['credentials', 'users'],
    async run(probe) {
      const answer = await probe.getBare('/Users?count=1');
      if (answer.status !== 401) throw new NotApplicable(`without credentials it answers ${answer.status}`);
      demand.error(answer, 401);
    },
  },
  {
    rfc: 7644,
    section: '3.11',
    level: 'SHOULD',
    title: '/Me is the subject, or 501',
    requirement: 'A server without /Me answers 501; one with it answers the resource, or redirects with 308.',
    reads: true,
    async run(probe) {
      const answer = await probe.get('/Me');
      if (answer.status === 404) throw new NotApplicable('/Me answers 404: perhaps the subject has no resource');
      if (answer.status === 501) demand.error(answer, 501);
      else demand.status(answer, 200, 308);
    },
  },
  {
    rfc: 7644,
    section: '3.11',
    level: 'MUST',
    title: '/Me names the permanent location',
    requirement: 'Where /Me is processed directly, Location is the permanent location of the resource behind it.',
    reads: true,
    async run(probe) {
      const answer = await probe.get('/Me');
      if (answer.status !== 200) throw new NotApplicable(`/Me answers ${answer.status}`);
      const location = at(answer.json, 'meta', 'location');
      demand.that(
        typeof location === 'string' && !location.endsWith('/Me'),
        '"meta.location" of the resource itself',
        location,
      );
      const named = answer.headers.location;
      demand.equal(named, location, 'Location');
    },
  },
];
