import type { ApplicationRecord } from '@linkspan/core';

/** A row of `applications`. PostgreSQL sends bigints as text. */
export interface ApplicationRow {
  readonly name: string;
  readonly fingerprint: string | null;
  readonly credentials: string | null;
  readonly site: string | null;
  readonly halted: string | null;
  readonly paused_until: number | string | null;
  readonly failures: number;
  readonly last_failure: string | null;
  readonly fill_after: string | null;
  readonly group_bindings: string;
  readonly last_test: string | null;
  readonly scope_frozen: string | null;
  readonly quarantine: string | null;
  readonly rate: string | null;
  readonly allowed_since: string | null;
  readonly back: string | null;
  readonly hinted_at: number | string | null;
}

export function toApplication(row: ApplicationRow): ApplicationRecord {
  return {
    name: row.name,
    ...(row.fingerprint !== null && { fingerprint: row.fingerprint }),
    ...(row.credentials !== null && { credentials: row.credentials }),
    ...(row.site !== null && { site: row.site }),
    ...(row.halted !== null && { halted: JSON.parse(row.halted) }),
    ...(row.paused_until !== null && { pausedUntil: Number(row.paused_until) }),
    failures: row.failures,
    ...(row.last_failure !== null && { lastFailure: JSON.parse(row.last_failure) }),
    ...(row.fill_after !== null && { fillAfter: row.fill_after }),
    groupBindings: JSON.parse(row.group_bindings),
    ...(row.last_test !== null && { lastTest: JSON.parse(row.last_test) }),
    ...(row.scope_frozen !== null && { scopeFrozen: JSON.parse(row.scope_frozen) }),
    ...(row.quarantine !== null && { quarantine: JSON.parse(row.quarantine) }),
    ...(row.rate !== null && { rate: JSON.parse(row.rate) }),
    ...(row.allowed_since !== null && { allowedSince: JSON.parse(row.allowed_since) }),
    ...(row.back !== null && { back: JSON.parse(row.back) }),
    ...(row.hinted_at !== null && { hintedAt: Number(row.hinted_at) }),
  };
}
