import { findCertificateWarning } from '../config/find-certificate-warning.js';
import type { Problem } from '../config/problem.js';
import { readCertificate } from '../config/read-certificate.js';
import { findAuthenticationWarnings } from './find-authentication-warnings.js';
import type { HostConfiguration } from './load-host-configuration.js';

/** What a server starts with all the same, and somebody should know. */
export function findWarnings(
  { configuration, clients, applications, events }: HostConfiguration,
  now: number,
): readonly Problem[] {
  const { server, folder } = configuration;
  const certificate = server.tls && readCertificate(server.tls, folder);
  const expiring = certificate && 'cert' in certificate ? findCertificateWarning(certificate.cert, now) : undefined;
  return [
    ...(expiring ? [expiring] : []),
    ...(clients.length === 0 ? [nobodyProvisions] : []),
    ...findAuthenticationWarnings(server, clients),
    ...(events.length > 0 && server.publicUrl === undefined ? [noIssuer] : []),
    ...applications.filter(({ policy }) => policy.twoWay?.operations.delete).map(({ name }) => deletesBack(name)),
  ];
}

const nobodyProvisions: Problem = {
  path: 'clients',
  message: 'is empty, so nobody can provision anybody',
  remedy: 'Name the identity provider, such as jumpcloud: { connector: "@linkspan/connector-jumpcloud" }.',
};

const noIssuer: Problem = {
  path: 'events',
  message: 'are signed in the name of an address of this machine, since server.publicUrl is not set',
  remedy: 'Set server.publicUrl: receivers compare it with the issuer that they expect, and read the keys there.',
};

function deletesBack(application: string): Problem {
  return {
    path: `applications.${application}.twoWay.operations.delete`,
    message: 'is on, so that a deletion there may delete the person in the directory, and then everywhere',
    remedy:
      'Leave it off and choose `onDeleted: deactivate`, unless that is what you want. The guards hold more than a few.',
  };
}
