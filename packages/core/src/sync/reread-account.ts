import type { JsonObject } from '../scim/json.js';
import type { Link } from '../store/link.js';
import { isOurs } from './back/note-ours.js';
import type { PerformContext } from './perform.js';
import type { View } from './read-view.js';
import { managedPart } from './runtime.js';
import { lateNow } from './send-write.js';
import { accountFacts, type Step, toJson } from './step.js';
import { verifyAccount } from './verify-account.js';
import { withheldPart } from './withheld-part.js';

/**
 * What the account shows counts as agreed, so that whatever the lost write did or did not do is seen as a difference. Of a leaver the
 * deactivation is done again, which is harmless and tells what it leaves open.
 */
export async function rereadAccount({ runtime, signal }: PerformContext, link: Link, view: View): Promise<Step> {
  const { current } = await verifyAccount(runtime, link, signal);
  const late = lateNow(link, runtime.now());
  const leaver = view.resource === undefined || view.resource.attributes.active === false;
  const withheld = withheldPart(link);
  const sent: Record<string, unknown> = {};
  const { back, rolesField } = runtime;
  const roles = back?.roles && rolesField !== undefined ? [rolesField] : [];
  const comesBack = [...(back?.rules.map(({ remote }) => remote) ?? []), ...roles];
  const stateIsTheirs = back !== undefined && !leaver && link.accountActive !== undefined;
  const theirs = stateIsTheirs && !isOurs(link, 'active', current.active);
  const names = Object.keys({ ...link.sent, ...view.desired?.fields });
  for (const name of names.filter((one) => !comesBack.includes(one))) {
    const there = managedPart(runtime, name, current.fields[name]);
    if (there !== undefined) sent[name] = there;
  }
  return {
    again: true,
    // Of what comes back it is the merge that tells a write of ours from a change of theirs.
    ...((comesBack.length > 0 || stateIsTheirs) && { look: { at: runtime.now() } }),
    facts: {
      ...accountFacts(current),
      doubtful: null,
      late: late ?? null,
      sent: toJson({ ...sent, ...keptBase(link.sent, comesBack), ...withheld }),
      readBack: { ...toJson(current.fields), ...keptBase(link.readBack, comesBack) },
      ...(!theirs && { accountActive: leaver ? null : (current.active ?? null) }),
      // Of an active account the next leaving remembers anew.
      ...(!leaver && current.active === true && { memo: null }),
    },
  };
}

function keptBase(agreed: JsonObject | undefined, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(agreed ?? {}).filter(([name]) => names.includes(name)));
}
