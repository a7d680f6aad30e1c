import { createHash, randomBytes } from 'node:crypto';
import type { Json } from '@linkspan/core';
import { z } from 'zod';

/** A throw-away client: asked for by `linkspan doctor`, served by the running server until it ends by itself. */
export interface DoctorVisit {
  /** `doctor-<random>`: the name in its base URL. */
  readonly name: string;
  /** The configured client whose connector and quirks it has. */
  readonly client: string;
  /** SHA-256 of its `Authorization` header, hexadecimal. */
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const visit = z.object({ name: z.string(), client: z.string(), hash: z.string(), until: z.number() });

/** Milliseconds: the longest that a life cycle may take. */
const lifetime = 10 * 60_000;

export function createDoctorVisit(
  client: string,
  now: number,
): { readonly visit: DoctorVisit; readonly token: string } {
  const token = randomBytes(32).toString('hex');
  const name = `doctor-${randomBytes(8).toString('hex')}`;
  return {
    visit: { name, client, hash: hashAuthorization(`Bearer ${token}`).toString('hex'), until: now + lifetime },
    token,
  };
}

export function isDoctorName(name: string): boolean {
  return /^doctor-[0-9a-f]{16}$/.test(name);
}

/** Of 256 random bits no slow hash is needed. */
export function hashAuthorization(authorization: string): Buffer {
  return createHash('sha256').update(authorization).digest();
}

export function parseDoctorVisit(value: Json): DoctorVisit | undefined {
  return visit.safeParse(value).data;
}
