import { z } from 'zod';
import { parseSubnet } from './parse-subnet.js';

const subnetRemedy = 'Write an address or a network, such as "203.0.113.7", "203.0.113.0/24" or "2001:db8::/32".';

/** Far above what identity providers send: Entra's own advice to servers is to stand 25 a second. */
export const defaultRate = { perSecond: 500, burst: 5_000 };

const allow = z
  .array(
    z
      .string({ error: subnetRemedy })
      .refine((text) => parseSubnet(text) !== undefined, { error: subnetRemedy })
      .meta({ description: 'An address or a network.' }),
  )
  .min(1, { error: `${subnetRemedy} Leave the key out to allow every address.` })
  .exactOptional()
  .meta({ description: 'Addresses that it may come from; all others are answered 403. Absent: from anywhere.' });

const rate = z
  .strictObject({
    perSecond: z
      .number()
      .positive()
      .max(1_000_000)
      .meta({ description: 'So many requests a second, in the long run.' }),
    burst: z.int().min(1).max(1_000_000).meta({ description: 'So many at once before that.' }),
  })
  .prefault({ ...defaultRate })
  .meta({ description: 'More than this is answered 429, with how long to wait.' });

/** From where and how often a client may come. */
export const clientLimitKeys = { allow, rate };
