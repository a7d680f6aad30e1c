import { describe, expect, it } from 'vitest';
import { OauthError } from './oauth-error.js';
import { readTokenRequest } from './read-token-request.js';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const basic = (text: string) => ({ ...form, authorization: `Basic ${Buffer.from(text).toString('base64')}` });
const grant = 'grant_type=client_credentials';

describe('a token request', () => {
  it.each([
    ['in the header', basic('id:secret'), grant, [{ clientId: 'id', secret: 'secret' }]],
    ['in the body', form, `${grant}&client_id=id&client_secret=secret`, [{ clientId: 'id', secret: 'secret' }]],
    [
      'in the header, with its id in the body',
      basic('id:secret'),
      `${grant}&client_id=id`,
      [{ clientId: 'id', secret: 'secret' }],
    ],
    [
      'in the header, perhaps encoded as a form',
      basic('id:a%2Bb'),
      grant,
      [
        { clientId: 'id', secret: 'a+b' },
        { clientId: 'id', secret: 'a%2Bb' },
      ],
    ],
    ['with a percent sign that encodes nothing', basic('id:50%'), grant, [{ clientId: 'id', secret: '50%' }]],
    [
      'with a character set',
      { ...basic('id:secret'), 'content-type': 'Application/X-WWW-Form-Urlencoded;charset=UTF-8' },
      grant,
      [{ clientId: 'id', secret: 'secret' }],
    ],
  ])('has its client %s', (_case, headers, body, secrets) => {
    expect(readTokenRequest(headers, body)).toEqual({ clientId: 'id', secrets, scopes: ['read', 'write'] });
  });

  it.each([
    ['read', ['read']],
    ['write read', ['read', 'write']],
    ['', ['read', 'write']],
  ])('with the scope %j may %j', (scope, scopes) => {
    expect(readTokenRequest(basic('id:secret'), `${grant}&scope=${scope}`)).toMatchObject({ scopes });
  });

  it.each([
    ['as JSON', { ...basic('id:secret'), 'content-type': 'application/json' }, '{}', 'invalid_request', 400],
    ['without a grant type', basic('id:secret'), '', 'invalid_request', 400],
    ['for another grant', basic('id:secret'), 'grant_type=password', 'unsupported_grant_type', 400],
    ['with a parameter twice', basic('id:secret'), `${grant}&${grant}`, 'invalid_request', 400],
    ['with the secret in both places', basic('id:secret'), `${grant}&client_secret=x`, 'invalid_request', 400],
    ['with two ids', basic('id:secret'), `${grant}&client_id=other`, 'invalid_request', 400],
    ['with an unknown scope', basic('id:secret'), `${grant}&scope=admin`, 'invalid_scope', 400],
    ['without a client', form, grant, 'invalid_client', 401],
    ['without a secret', form, `${grant}&client_id=id`, 'invalid_client', 401],
    ['with a bearer token', { ...form, authorization: 'Bearer x' }, grant, 'invalid_client', 401],
  ])('%s is refused', (_case, headers, body, code, status) => {
    const refused = () => readTokenRequest(headers, body);
    expect(refused).toThrow(OauthError);
    expect(refused).toThrow(expect.objectContaining({ code, status }));
  });
});
