import type { Progress } from '@linkspan/core';
import { describeDuration } from './describe-duration.js';

/** `1250 of 10000 people, 42.5/s, limited by the application, about 3 min left`. */
export function describeProgress({ seen, total, rate, limitedBy, left }: Progress): string {
  const parts = [
    total === undefined ? `${seen} people` : `${seen} of ${total} people`,
    ...(rate > 0 ? [`${rate}/s`] : []),
    `limited by ${limitedBy}`,
    ...(left === undefined ? [] : [`about ${describeDuration(left)} left`]),
  ];
  return parts.join(', ');
}
