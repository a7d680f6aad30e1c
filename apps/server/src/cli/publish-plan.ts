import type { StoredPlan } from '@linkspan/core';
import { describeTime } from './describe-time.js';

/** For programs. */
export function publishPlan({ createdAt, expiresAt, ...rest }: StoredPlan) {
  return { ...rest, createdAt: describeTime(createdAt), expiresAt: describeTime(expiresAt) };
}
