import { defaultLimits } from '@linkspan/core';
import { z } from 'zod';
import { duration } from './duration.js';

const remedies = {
  pageSize: 'Write a number from 1 to 1000.',
  filterLength: 'Write a number of characters from 100 to 16384.',
  filterTerms: 'Write a number from 1 to 1000.',
  patchOperations: 'Write a number from 1 to 100000.',
  members: 'Write a number from 1 to 1000000.',
  searchMilliseconds: 'Write milliseconds from 50 to 60000.',
} as const;

/** A number between what makes a server useless and what makes the limit none. */
const limit = (name: keyof typeof remedies, least: number, most: number, description: string) =>
  z
    .int({ error: remedies[name] })
    .min(least, { error: remedies[name] })
    .max(most, { error: remedies[name] })
    .default(defaultLimits[name])
    .meta({ description });

/** What one SCIM request may ask for. How large it may be is `bodyLimit`. */
export const limitsSection = z
  .strictObject({
    pageSize: limit('pageSize', 1, 1000, 'Resources in one page, whatever `count` asks.'),
    filterLength: limit('filterLength', 100, 16_384, 'Characters of a filter. A longer one is answered 400.'),
    filterTerms: limit('filterTerms', 1, 1000, 'Comparisons in a filter, and what joins them. More are answered 400.'),
    patchOperations: limit('patchOperations', 1, 100_000, 'Operations of one PATCH. More are answered 413.'),
    members: limit('members', 1, 1_000_000, 'Members of a group that one request names. More are answered 413.'),
    searchMilliseconds: limit(
      'searchMilliseconds',
      50,
      60_000,
      'How long a search may take that no index answers. Then it is answered 400 `tooMany`.',
    ),
    cursorLifetime: duration.prefault(`${defaultLimits.cursorSeconds / 3600}h`).meta({
      description: 'How long a cursor is good for, from page to page (RFC 9865).',
    }),
  })
  .transform(({ cursorLifetime, ...limits }) => ({ ...limits, cursorSeconds: cursorLifetime / 1000 }));
