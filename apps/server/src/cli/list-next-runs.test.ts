import { defaultPolicy, everyOperation, type Schedule } from '@linkspan/core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeNextRuns, listNextRuns } from './list-next-runs.js';

const before = new Date('2026-03-28T12:00:00Z');

it.each<[Omit<Schedule, 'operations'>, string]>([
  [
    { cron: '30 3 * * *', timezone: 'Europe/Paris', mode: 'full' },
    'blog: "30 3 * * *" (full) comes next at 2026-03-29 03:30, 2026-03-30 03:30, 2026-03-31 03:30 in Europe/Paris.',
  ],
  [
    { cron: '0 */6 * * *', timezone: 'UTC', mode: 'changes' },
    'blog: "0 */6 * * *" (changes) comes next at 2026-03-28 18:00, 2026-03-29 00:00, 2026-03-29 06:00 in UTC.',
  ],
])('%j is told by its own clock, also over the change to summer time', (schedule, text) => {
  const module = { apiVersion: 1, name: 'file', title: 'File', config: z.object({}) } as const;
  const policy = { ...defaultPolicy, schedules: [{ ...schedule, operations: everyOperation }] };
  const plan = { name: 'blog', directory: 'main', module, config: {}, connection: {}, policy, types: [] };
  expect(listNextRuns([plan], before).map(describeNextRuns)).toEqual([text]);
});
