import { z } from 'zod';

const example = z.strictObject({
  in: z.record(z.string(), z.json()).meta({ description: 'A part of a person, as SCIM.' }),
  out: z.json().meta({ description: 'What the field is to be; null: nothing.' }),
});

/** One item of `mapping`. What the schemas and the connector say to it is judged when they are known. */
export const mappingItem = z
  .strictObject({
    remote: z.string().min(1).meta({ description: "The application's field." }),
    scim: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .exactOptional()
      .meta({ description: 'A SCIM path; of several, the first that has a value.' }),
    expression: z
      .string()
      .min(1)
      .exactOptional()
      .meta({ description: 'JSONata over the whole person, instead of `scim`.' }),
    constant: z.json().exactOptional().meta({ description: 'Sent for everybody, instead of `scim`.' }),
    default: z.json().exactOptional().meta({ description: 'Sent where the person has no value.' }),
    when: z.enum(['always', 'create']).exactOptional().meta({ description: '`create`: later changes are left alone.' }),
    back: z.string().min(1).exactOptional().meta({
      description:
        "JSONata over the account's fields, `$value` being this one: what `scim` is to be. It is taken back where `twoWay` says so; `linkspan preview` shows it.",
    }),
    expect: z.array(example).exactOptional().meta({ description: 'Examples, which `linkspan check` runs.' }),
    drop: z.boolean().exactOptional().meta({ description: "Removes the connector's own rule for this field." }),
  })
  .refine(({ remote: _, drop = false, ...rest }) => (drop ? 0 : 1) === Math.min(1, Object.keys(rest).length), {
    error:
      'Beside `remote`, give either `drop: true` alone or what changes: `scim`, `expression`, `constant`, `default`, `when`, `back`, `expect`.',
  })
  .refine(({ scim, constant, expression }) => constant === undefined || (scim ?? expression) === undefined, {
    error: 'Give one of `scim`, `expression` and `constant`: a field has one source.',
  })
  .refine(({ scim, expression, back }) => scim === undefined || expression === undefined || back !== undefined, {
    error: 'Give `scim` or `expression`. Beside an expression `scim` only says where `back` goes.',
  });
