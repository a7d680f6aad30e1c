import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Problem } from './problem.js';

export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** The PEM files of `server.tls`, proved to belong together. */
export function readCertificate(
  tls: { readonly certificate: string; readonly key: string },
  folder: string,
): Certificate | { readonly problem: Problem } {
  try {
    const certificate = {
      cert: readFileSync(resolve(folder, tls.certificate)),
      key: readFileSync(resolve(folder, tls.key)),
    };
    createSecureContext(certificate);
    return certificate;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const remedy =
      'Give the PEM files of a certificate (with its chain) and of its key, readable by the user that runs linkspan.';
    return { problem: { path: 'server.tls', message: `cannot be used: ${reason}`, remedy } };
  }
}
