import { at } from '../at.js';
import { listAt } from '../list-at.js';
import type { Placed, Probe } from '../probe.js';

/** A group with two members. */
export async function createCrew(
  probe: Probe,
): Promise<{ readonly one: Placed; readonly other: Placed; readonly group: Placed }> {
  const one = await probe.user();
  const other = await probe.user();
  const group = await probe.group({ members: [{ value: one.id }, { value: other.id }] });
  return { one, other, group };
}

/** Their ids, in order. */
export const membersOf = async (probe: Probe, id: string) => {
  const members = listAt(await probe.read(`/Groups/${id}`), 'members');
  return members.map((one) => String(at(one, 'value'))).sort();
};
