import type { Account } from '../../connector/account.js';
import type { AttributeRule } from '../../connector/attribute-rule.js';
import { sameValue } from '../../connector/difference.js';
import { rulePaths } from '../../connector/rule-paths.js';
import type { Conflict, Link } from '../../store/link.js';
import { findFlip } from '../find-flip.js';
import { toJson } from '../step.js';
import { authorityOf, type Back } from './back.js';
import { hasMoved } from './has-moved.js';
import { isOurs } from './note-ours.js';

/** Who set a value last, and when (milliseconds). */
export interface SetBy {
  readonly by?: string;
  readonly at?: number;
}

export interface MergeInput {
  readonly back: Pick<Back, 'policy' | 'rules'>;
  readonly link: Pick<Link, 'sent' | 'readBack' | 'withheld' | 'back' | 'flips' | 'look'>;
  /** What the directory says that the account should have. */
  readonly desired: Readonly<Record<string, unknown>>;
  readonly account: Pick<Account, 'fields'>;
  /** Who set the directory's value of a path. Asked only of what both sides have changed. */
  directorySetBy(path: string): Promise<SetBy>;
  readonly now: number;
}

export interface Merge {
  /** Rules whose field goes into the directory. */
  readonly take: readonly AttributeRule[];
  /** Remote names in which both sides say the same. */
  readonly agree: readonly string[];
  /** Remote names in which the directory wins over a change there. */
  readonly keep: readonly string[];
  /** What waits for a person, by remote name. */
  readonly conflicts: Readonly<Record<string, Conflict>>;
}

/**
 * The three-way merge of what was agreed, directory and account, field by field. What was agreed is two values: what we sent, with which the
 * directory is compared, and what was read back, with which the account is: a vendor's way to write a value is no change of it. What could
 * not be read says nothing.
 */
export async function mergeAccount(input: MergeInput): Promise<Merge> {
  const take: AttributeRule[] = [];
  const agree: string[] = [];
  const keep: string[] = [];
  const conflicts: Record<string, Conflict> = {};
  for (const rule of input.back.rules) {
    const verdict = await judge(input, rule);
    if (verdict === 'take') take.push(rule);
    else if (verdict === 'agree') agree.push(rule.remote);
    else if (verdict === 'keep') keep.push(rule.remote);
    else if (verdict !== 'leave') conflicts[rule.remote] = verdict;
  }
  return { take, agree, keep, conflicts };
}

async function judge(input: MergeInput, rule: AttributeRule): Promise<'leave' | 'agree' | 'take' | 'keep' | Conflict> {
  const { link, desired, account } = input;
  const { remote } = rule;
  const there = account.fields[remote];
  const wanted = desired[remote];
  const standing = link.back?.conflicts?.[remote];
  if (there === undefined || link.withheld?.[remote] !== undefined) return standing ?? 'leave';
  const isRead = rule.flow === 'read';
  const moved = hasMoved(rule, there, link.readBack?.[remote]);
  const directoryMoved = !isRead && !sameValue(rule, wanted, link.sent?.[remote]);
  if (!isRead && sameValue(rule, wanted, there)) return moved || directoryMoved || standing ? 'agree' : 'leave';
  if (standing?.take !== undefined) return standing.take === 'application' ? 'take' : 'keep';
  if (standing !== undefined) return hold(input, rule, standing.reason, standing);
  if (!moved) return 'leave';
  if (!isRead && isOurs(link, remote, there, rule)) return 'keep';
  if (findFlip(link.flips, asSet(remote, there), input.now) !== undefined)
    return hold(input, rule, 'it goes back and forth between the same values: something else writes it, too');
  return directoryMoved ? decide(input, rule) : 'take';
}

/** Both have spoken since they agreed. */
async function decide(input: MergeInput, rule: AttributeRule): Promise<'take' | 'keep' | Conflict> {
  const { policy } = input.back;
  const authority = authorityOf(policy, pathOf(rule));
  if (authority !== undefined) return authority === 'application' ? 'take' : 'keep';
  switch (policy.conflict) {
    case 'application':
      return 'take';
    case 'directory':
      return 'keep';
    case 'newest': {
      const here = (await input.directorySetBy(pathOf(rule))).at;
      const there = accountSetBy(input, rule).at;
      if (here === undefined || there === undefined)
        return hold(input, rule, 'both have changed it, and one side does not tell when');
      return there > here ? 'take' : 'keep';
    }
    case 'hold':
      return hold(input, rule, 'the directory and the application have both changed it');
  }
}

async function hold(input: MergeInput, rule: AttributeRule, reason: string, standing?: Conflict): Promise<Conflict> {
  const { remote } = rule;
  const values = toJson({ directory: input.desired[remote], account: input.account.fields[remote] });
  const here = await input.directorySetBy(pathOf(rule));
  const there = accountSetBy(input, rule);
  return {
    scim: pathOf(rule),
    ...values,
    reason,
    since: standing?.since ?? input.now,
    ...(here.by !== undefined && { directoryBy: here.by }),
    ...(here.at !== undefined && { directoryAt: here.at }),
    ...((there.by ?? standing?.accountBy) !== undefined && { accountBy: there.by ?? standing?.accountBy ?? '' }),
    ...((there.at ?? standing?.accountAt) !== undefined && { accountAt: there.at ?? standing?.accountAt ?? 0 }),
  };
}

/** The application's own word on one field; who changed anything there is not who changed this. */
function accountSetBy({ link }: MergeInput, { remote }: AttributeRule): SetBy {
  return link.look?.fields?.[remote] ?? {};
}

export function pathOf(rule: AttributeRule): string {
  return rulePaths(rule)[0] ?? '';
}

/** As `findFlip` and `noteWritten` want a change. */
export function asSet(remote: string, value: unknown) {
  return { set: { [remote]: value }, cleared: [], added: {}, removed: {} };
}
