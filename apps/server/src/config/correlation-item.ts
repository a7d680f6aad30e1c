import { z } from 'zod';

/** One line of `correlation`. Whether both sides exist is judged when the connector is known. */
export const correlationItem = z.strictObject({
  scim: z.string().min(1).meta({ description: 'A SCIM path of the person.' }),
  remote: z.string().min(1).meta({ description: "The application's field that has to be equal." }),
  onMatch: z.enum(['adopt', 'ask', 'never']).exactOptional().meta({
    description:
      '`adopt`: one exact match is taken over; `ask`: a person decides; `never`: it stays apart. Default: as the connector has it for this field, else `ask`.',
  }),
});
