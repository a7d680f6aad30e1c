import { isJsonObject, type Json } from '../../scim/json.js';
import { leavesOf } from '../../scim/leaves-of.js';
import type { JournalLine } from '../../store/journal.js';
import type { ResourceRecord } from '../../store/resource.js';
import { findPerson } from '../find-person.js';
import { maskSecret } from '../mask-secret.js';
import type { Runtime } from '../runtime.js';
import type { Provenance } from '../two-way.js';
import type { SetBy } from './merge-account.js';

const linesAtOnce = 200;
/** Whatever stands in older lines is of long ago. */
const mostLines = 2_000;

/** Who set what stands at a SCIM path, by the history. */
export async function setBy(runtime: Pick<Runtime, 'store'>, { id }: ResourceRecord, path: string): Promise<SetBy> {
  const [attribute = ''] = path.split('[');
  for await (const line of ownLines(runtime, id)) if (touches(line, attribute)) return saidIn(line);
  return {};
}

/** Every value of a person in the directory, with who set it. */
export async function readProvenance(runtime: Runtime, person: string): Promise<readonly Provenance[] | undefined> {
  const found = await findPerson(runtime, person);
  if (typeof found === 'string') return undefined;
  const { attributes, id, owner } = found.resource;
  // Of somebody whom an application has brought no client has said anything.
  const overruled = (owner.startsWith('application:') ? undefined : found.resource.overruled) ?? {};
  const leaves = leavesOf(attributes);
  const missing = Object.keys(overruled).filter((path) => path !== 'members' && !leaves.has(path));
  const open = new Set([...leaves.keys(), ...missing]);
  const set = new Map<string, SetBy & { readonly when: string }>();
  /** Said by nobody but an application, from the beginning: what it wrote over was its own former word. */
  const itsOwn = new Set<string>();
  for await (const line of ownLines(runtime, id)) {
    for (const path of open) {
      if (!touches(line, path)) continue;
      if (!set.has(path)) set.set(path, { by: line.actor, when: line.at });
      const isApplications = line.actor.startsWith('application:');
      if (isApplications && line.action === 'create') itsOwn.add(path);
      if (!isApplications || overruled[path] === undefined) open.delete(path);
    }
    if (open.size === 0) break;
  }
  return [...leaves.keys(), ...missing].map((attribute): Provenance => {
    const [value, said] = [leaves.get(attribute)?.value, set.get(attribute)];
    const over = itsOwn.has(attribute) ? undefined : overruled[attribute]?.over;
    return {
      attribute,
      ...(value !== undefined && { value: maskSecret(attribute, value) as Json }),
      ...(said?.by !== undefined && { by: said.by, at: said.when }),
      ...(over !== undefined && { overrules: maskSecret(attribute, over) as Json }),
    };
  });
}

/** Those about the resource itself, newest first. */
async function* ownLines({ store }: Pick<Runtime, 'store'>, resourceId: string): AsyncGenerator<JournalLine> {
  let before: number | undefined;
  for (let seen = 0; seen < mostLines; seen += linesAtOnce) {
    const query = { resourceId, limit: linesAtOnce, ...(before !== undefined && { before }) };
    const lines = await store.journal.list(query);
    yield* lines.filter(({ application }) => application === undefined);
    before = lines.at(-1)?.seq;
    if (lines.length < linesAtOnce) return;
  }
}

/** The history names whole attributes (`name`); a value of theirs was set by who set it to what it is, part by part. */
function touches({ changes }: JournalLine, path: string): boolean {
  if (!isJsonObject(changes ?? null)) return false;
  const named = changes as Readonly<Record<string, Json>>;
  if (path in named) return true;
  const dot = path.lastIndexOf('.');
  const [whole, part] = dot < 0 ? [path, ''] : [path.slice(0, dot), path.slice(dot + 1)];
  const change = part === '' ? undefined : named[whole];
  if (!isJsonObject(change ?? null)) return false;
  const { from = null, to = null } = change as Readonly<Record<string, Json>>;
  return partOf(from, part) !== partOf(to, part);
}

function partOf(value: Json, part: string): string {
  return JSON.stringify(isJsonObject(value) ? (value[part] ?? null) : null);
}

function saidIn({ actor, at }: JournalLine): SetBy {
  return { by: actor, at: Date.parse(at) };
}
