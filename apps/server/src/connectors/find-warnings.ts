import { findCertificateWarning } from '../config/find-certificate-warning.js';
import type { Problem } from '../config/problem.js';
import { readCertificate } from '../config/read-certificate.js';
import type { HostConfiguration } from './load-host-configuration.js';

/** What a server starts with all the same, and somebody should know. */
export function findWarnings({ configuration, clients }: HostConfiguration, now: number): readonly Problem[] {
  const { server, folder } = configuration;
  const certificate = server.tls && readCertificate(server.tls, folder);
  const expiring = certificate && 'cert' in certificate ? findCertificateWarning(certificate.cert, now) : undefined;
  return [...(expiring ? [expiring] : []), ...(clients.length === 0 ? [nobodyProvisions] : [])];
}

const nobodyProvisions: Problem = {
  path: 'clients',
  message: 'is empty, so nobody can provision anybody',
  remedy: 'Name the identity provider, such as jumpcloud: { connector: "@linkspan/connector-jumpcloud" }.',
};
