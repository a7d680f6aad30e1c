import type { Logger } from 'pino';
import { findCertificateWarning } from '../config/find-certificate-warning.js';
import type { Problem } from '../config/problem.js';
import type { Certificate } from '../config/read-certificate.js';

export interface CertificateWatch {
  /** What is used now; absent without TLS, and then nothing is watched. */
  readonly present: Certificate | undefined;
  /** From the files, as they are now. */
  read(): Certificate | { readonly problem: Problem } | undefined;
  use(certificate: Certificate): void;
  readonly log: Logger;
  /** Milliseconds between looks. Default a minute. */
  readonly interval?: number | undefined;
}

const day = 86_400_000;

/**
 * Uses a renewed certificate without a restart. The files are read now and then, since watching them would miss what certbot does: it
 * lets a link point elsewhere. A pair that does not fit (yet) is left alone. What it returns ends it.
 */
export function watchCertificate({ present, read, use, log, interval = 60_000 }: CertificateWatch): () => void {
  if (!present) return () => undefined;
  let used = present;
  let complaint: string | undefined;
  let warned = 0;

  function look(): void {
    const found = read();
    if (!found) return;
    if ('problem' in found) {
      const { message } = found.problem;
      if (message !== complaint) log.warn({ problem: message }, 'certificate cannot be read again, the old one stays');
      complaint = message;
    } else {
      complaint = undefined;
      if (!found.cert.equals(used.cert) || !found.key.equals(used.key)) {
        use(found);
        used = found;
        warned = 0;
        log.info('certificate renewed');
      }
    }
    warn(Date.now());
  }

  function warn(now: number): void {
    if (now - warned < day) return;
    const warning = findCertificateWarning(used.cert, now);
    if (!warning) return;
    warned = now;
    log.warn({ problem: warning.message }, 'certificate needs to be renewed');
  }

  warn(Date.now());
  const timer = setInterval(look, interval);
  timer.unref();
  return () => clearInterval(timer);
}
