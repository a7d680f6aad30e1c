/** Who changed something at an application, and when by its clock (milliseconds since 1970). */
export interface Said {
  readonly at: number;
  readonly by?: string;
}

/** Word that an account may have changed at the application: it is read before anything else is done. */
export interface Look extends Said {
  /** By remote name, where the application told which fields changed. */
  readonly fields?: Readonly<Record<string, Said>>;
}

/** Two words about one account: what was said last counts. */
export function mergeLooks(one: Look | undefined, other: Look): Look {
  if (one === undefined) return other;
  const [older, newer] = one.at <= other.at ? [one, other] : [other, one];
  const fields: Record<string, Said> = { ...older.fields };
  for (const [name, said] of Object.entries(newer.fields ?? {}))
    if ((fields[name]?.at ?? 0) <= said.at) fields[name] = said;
  const { fields: _, ...last } = newer;
  return { ...last, ...(Object.keys(fields).length > 0 && { fields }) };
}
