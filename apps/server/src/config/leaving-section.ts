import { z } from 'zod';
import { duration } from './duration.js';

const choices = ['deactivate', 'delete', 'keep'] as const;
const accountIdRemedy =
  "Write the id of the account that receives what the person owns, as the application's own pages show it.";

export const leavingSection = z
  .strictObject({
    onInactive: z
      .enum(choices)
      .default('deactivate')
      .meta({ description: 'Of somebody who is inactive in the directory.' }),
    onDelete: z
      .enum(choices)
      .default('deactivate')
      .meta({ description: 'Of somebody who is deleted from the directory.' }),
    onScopeExit: z
      .enum([...choices, 'unlink'])
      .default('deactivate')
      .meta({ description: 'Of somebody who leaves `scope`. `unlink`: the account is left as it is, and forgotten.' }),
    grace: duration.prefault('0m').meta({
      description: 'From "inactive" to what `onInactive` says: a password that expired is no leaver. Default 0m.',
    }),
    deleteAfter: duration
      .exactOptional()
      .meta({ description: 'From the deactivation to the deletion. Absent: a deactivated account stays.' }),
    reassignTo: z
      .union([z.string().min(1), z.int()], { error: accountIdRemedy })
      .transform(String)
      .exactOptional()
      .meta({ description: 'The account that receives what a deleted person owns.' }),
    alertAfter: duration.prefault('1h').meta({
      description: 'A leaver whose account is still open after this time is told of. Default 1h.',
    }),
  })
  .prefault({})
  .meta({ description: 'What happens to the account of somebody who leaves.' });
