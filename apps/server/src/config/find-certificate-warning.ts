import { X509Certificate } from 'node:crypto';
import type { Problem } from './problem.js';

const day = 86_400_000;
/** Whoever renews automatically has done so by then. */
const notice = 14 * day;

/** A certificate that callers refuse, now or soon: `cert` is its PEM text with the chain behind it. */
export function findCertificateWarning(cert: Buffer, now: number): Problem | undefined {
  const { validFrom, validTo } = new X509Certificate(cert);
  const remedy = 'Renew it: the new files are used within a minute, without a restart.';
  const path = 'server.tls.certificate';
  const end = Date.parse(validTo);
  const date = new Date(end).toISOString();
  if (now >= end) return { path, message: `expired on ${date}, so nobody connects any more`, remedy };
  if (now < Date.parse(validFrom)) {
    const message = `is not valid before ${new Date(validFrom).toISOString()}`;
    return { path, message, remedy: 'Check the clock of this machine, or wait.' };
  }
  if (end - now >= notice) return undefined;
  return { path, message: `expires on ${date}, in ${Math.floor((end - now) / day)} days`, remedy };
}
