import type { Way } from './way.js';

const shape = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** A JSON Web Token of the issuer that the client names. */
export const jwtWay: Way = (credentials, { verifyJwt }) => {
  if (credentials.scheme !== 'bearer' || !verifyJwt || !shape.test(credentials.token)) return undefined;
  return verifyJwt(credentials.token);
};
