import { z } from 'zod';

const descriptions = {
  create: 'Accounts are made.',
  update: 'Fields, roles and names follow.',
  deactivate: 'Accounts are locked, and unlocked for whoever returns.',
  delete: 'Accounts are removed. False: whoever would be deleted is deactivated.',
} as const;

/** What may be done by every way that says nothing else. */
export const operationsSection = z
  .strictObject({
    create: z.boolean().default(true).meta({ description: descriptions.create }),
    update: z.boolean().default(true).meta({ description: descriptions.update }),
    deactivate: z.boolean().default(true).meta({ description: descriptions.deactivate }),
    delete: z.boolean().default(true).meta({ description: descriptions.delete }),
  })
  .prefault({})
  .meta({
    description:
      'What may be done, by every way that names no operations of its own. What is switched off is recorded as skipped.',
  });

/** Those of one way; what it does not name is as in the application's `operations`. */
export const ownOperations = z
  .strictObject({
    create: z.boolean().exactOptional().meta({ description: descriptions.create }),
    update: z.boolean().exactOptional().meta({ description: descriptions.update }),
    deactivate: z.boolean().exactOptional().meta({ description: descriptions.deactivate }),
    delete: z.boolean().exactOptional().meta({ description: descriptions.delete }),
  })
  .meta({ description: "Of this way alone; what is not named here is as in the application's `operations`." });
