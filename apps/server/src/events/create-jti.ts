import { createHash } from 'node:crypto';
import type { JournalLine } from '@linkspan/core';

/**
 * The same for every delivery of one change to one receiver, and for no other: also not after the database was begun anew, when numbers
 * come again.
 */
export function createJti(receiver: string, line: Pick<JournalLine, 'seq' | 'at' | 'resourceId'>): string {
  return digest([receiver, line.seq, line.at, line.resourceId]);
}

/** The same for every receiver: the request's id, where a request made the change (RFC 9967 §2.2). */
export function createTxn(line: Pick<JournalLine, 'seq' | 'at' | 'resourceId' | 'requestId'>): string {
  return line.requestId ?? digest([line.seq, line.at, line.resourceId]);
}

function digest(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
