import type { FakeExchange } from '../fake/index.js';

/** Where JumpCloud's description and what is known of JumpCloud disagree. */
export interface DescriptionQuirk {
  readonly name: string;
  readonly reason: string;
  /** Whether this complaint about this exchange is it. */
  excuses(complaint: string, exchange: FakeExchange): boolean;
}

export const descriptionQuirks: readonly DescriptionQuirk[] = [
  {
    name: 'cascade-manager',
    reason:
      'DELETE /systemusers/{id} takes cascade_manager: whoever manages somebody is not deleted without. The description has the path alone.',
    excuses: (complaint, { request }) =>
      request.method === 'DELETE' && complaint === 'query cascade_manager is not described',
  },
  {
    name: 'numbers-in-search-after',
    reason:
      'search_after is described as a list of texts; the words of the same description show a number and a text, as X-Search_after gives them.',
    excuses: (complaint) => /^request \/search_after\/\d+ must be string$/.test(complaint),
  },
  {
    name: 'errors-as-recorded',
    reason:
      'An error is described as code, message and status, of V1 with no answer but 200; recorded is {"error": …, "message": …} (401).',
    excuses: (complaint, { answer }) =>
      answer.status >= 400 && complaint === `answer ${answer.status} is not described`,
  },
  {
    name: 'sign-in',
    reason: 'The token endpoint of service accounts is another host, which no description is about.',
    excuses: (complaint, { request }) =>
      request.path === '/oauth2/token' && complaint === 'the operation is not described',
  },
  {
    name: 'own-key',
    reason:
      'GET /users/getSelf is described without a method, an administrator with apiKeyHash.expireAt: that a key may read its own end is inferred.',
    excuses: (complaint, { request }) =>
      request.path === '/api/users/getSelf' && complaint === 'the operation is not described',
  },
  {
    name: 'home-page',
    reason: 'Whether anybody is there is asked of the home page, which is no API.',
    excuses: (complaint, { request }) => request.path === '/' && complaint === 'the operation is not described',
  },
];
