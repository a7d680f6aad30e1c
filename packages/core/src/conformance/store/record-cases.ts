import assert from 'node:assert/strict';
import type { Link, LinkFacts } from '../../store/link.js';
import { claimAll, getLink, recordLink, touch } from './link-steps.js';
import type { StoreCase } from './store-case.js';
import type { StoreContext } from './store-context.js';

const minute = 60_000;
const lease = { token: 'worker', milliseconds: minute };

const facts: LinkFacts = {
  state: 'linked',
  label: 'Ada',
  reason: 'partly: a reset by e-mail stays possible',
  accountId: '7',
  identity: 'https://blog.example ada 2020-01-01',
  accountActive: false,
  sent: { login: 'ada', roles: ['editor'], 'dotted.name': '"quoted" \\ ü' },
  readBack: { login: 'ada', roles: [], bio: '' },
  withheld: { email: 'ada@example.com' },
  memo: ['editor', { since: 1 }],
  creatingSince: 1_700_000_000_123,
  doubtful: 'update',
  late: { until: 1_700_000_000_234, create: { login: 'ada', 'dotted.name': null }, remove: true },
  goneSince: 1_700_000_000_321,
  refusedAccount: '8',
  matchedBy: 'email',
  skipped: 'deactivate',
  hold: {
    guard: 'privileged',
    action: 'update',
    fields: ['roles', "O'Neil's"],
    reason: 'administrators change by hand',
    since: 1_700_000_000_111,
    digest: 'd-3',
    account: '7',
    rejected: true,
  },
  approved: 'wipe',
  leftAt: 1_700_000_000_222,
  closedAt: 1_700_000_000_333,
  deactivatedAt: 1_700_000_000_444,
  drift: { title: 'Countess', 'dotted.name': ['ü', null] },
  flips: { title: [[1_700_000_000_555, 'a1b2']] },
  back: {
    conflicts: {
      'dotted.name': {
        scim: 'title',
        directory: 'Countess',
        account: ['ü', null],
        reason: 'both said something new',
        since: 1_700_000_000_666,
        directoryBy: 'client:idp',
        directoryAt: 1_700_000_000_600,
        take: 'application',
      },
    },
    released: true,
  },
  errorKind: 'invalid',
  lastError: 'e-mail: not valid',
  lastErrorAt: 1_700_000_000_456,
  lastDoneAt: 1_700_000_000_789,
};

export const recordCases: readonly StoreCase[] = [
  {
    name: 'what a step learned is read back exactly',
    async run(context) {
      const before = await claimOne(context);
      assert.equal(await context.store.links.record(before, lease, facts, {}), true);
      assert.deepEqual(await getLink(context, before.resourceId), { ...before, ...facts });
    },
  },
  {
    name: 'absent facts stay, null clears',
    async run(context) {
      const { store } = context;
      const before = await claimOne(context);
      await store.links.record(before, lease, facts, {});
      await store.links.record(before, lease, { lastError: 'again' }, {});
      assert.deepEqual(await getLink(context, before.resourceId), { ...before, ...facts, lastError: 'again' });
      const cleared = {
        reason: null,
        accountId: null,
        identity: null,
        accountActive: null,
        sent: null,
        readBack: null,
        withheld: null,
        memo: null,
        creatingSince: null,
        doubtful: null,
        late: null,
        goneSince: null,
        refusedAccount: null,
        matchedBy: null,
        skipped: null,
        hold: null,
        approved: null,
        leftAt: null,
        closedAt: null,
        deactivatedAt: null,
        drift: null,
        flips: null,
        back: null,
        errorKind: null,
        lastError: null,
        lastErrorAt: null,
        lastDoneAt: null,
      };
      await store.links.record(before, lease, cleared, {});
      assert.deepEqual(await getLink(context, before.resourceId), { ...before, state: 'linked', label: 'Ada' });
    },
  },
  {
    name: 'without a release the lease goes on',
    async run(context) {
      const link = await claimOne(context);
      await context.store.links.record(link, lease, { state: 'creating' }, {});
      assert.deepEqual(await claimAll(context, 1000 + minute - 1), []);
    },
  },
  {
    name: 'a release ends the lease; without a time nothing is due',
    async run(context) {
      const { store } = context;
      const link = await claimOne(context);
      const { dueAt: _, ...settled } = link;
      assert.equal(await store.links.record(link, lease, {}, { release: { attempts: 0 } }), true);
      assert.deepEqual(await getLink(context, link.resourceId), { ...settled, stale: false });
      assert.deepEqual(await claimAll(context, 9_000_000), []);
      assert.equal(await store.links.record(link, lease, { label: 'late' }, {}), false);
    },
  },
  {
    name: 'a release with a time makes the link due then, with its attempts',
    async run(context) {
      const link = await claimOne(context);
      const release = { release: { dueAt: 5000, attempts: 3 } };
      await context.store.links.record(link, lease, { errorKind: 'unavailable' }, release);
      const expected = { ...link, errorKind: 'unavailable', dueAt: 5000, attempts: 3, stale: false };
      assert.deepEqual(await getLink(context, link.resourceId), expected);
      assert.deepEqual(await claimAll(context, 4999), []);
      assert.deepEqual(await claimAll(context, 5000), [link.resourceId]);
    },
  },
  {
    name: 'a result is not final when the link was touched meanwhile: the facts are written, it stays due',
    async run(context) {
      const link = await claimOne(context);
      await touch(context, [link.resourceId], { dueAt: 2000 });
      assert.deepEqual(await claimAll(context, 2000), [], 'the touch leaves the lease');
      const release = { release: { attempts: 5, dueAt: 900_000 } };
      assert.equal(await context.store.links.record(link, lease, { accountId: '7' }, release), true);
      const after = await getLink(context, link.resourceId);
      assert.deepEqual(after, { ...link, label: link.resourceId, accountId: '7', revision: 2, attempts: 0 });
      assert.deepEqual(await claimAll(context, 2000), [link.resourceId]);
    },
  },
  {
    name: 'a release settles a stale link, unless it says that the link is stale still',
    async run(context) {
      const link = await claimOne(context);
      assert.equal(link.stale, true);
      await context.store.links.record(link, lease, {}, { release: { attempts: 0, stale: true } });
      assert.equal((await getLink(context, link.resourceId)).stale, true);
      await recordLink(context, link.resourceId, {}, { attempts: 0 });
      assert.equal((await getLink(context, link.resourceId)).stale, false);
      await recordLink(context, link.resourceId, {}, { attempts: 0, stale: true });
      assert.equal((await getLink(context, link.resourceId)).stale, true);
    },
  },
  {
    name: 'a stale link touched meanwhile stays stale',
    async run(context) {
      const { application, nextId, store } = context;
      const id = nextId();
      await touch(context, [id], {});
      const [link] = await store.links.claim(application, { now: 1000, limit: 1, lease, resourceIds: [id] });
      assert.ok(link);
      await touch(context, [id], {});
      await store.links.record(link, lease, {}, { release: { attempts: 2, dueAt: 5000 } });
      assert.deepEqual(await getLink(context, id), { ...link, revision: 2 });
    },
  },
  {
    name: 'who lost the lease writes nothing, neither facts nor journal',
    async run(context) {
      const { store, countJournalLines } = context;
      const link = await claimOne(context);
      const before = await getLink(context, link.resourceId);
      assert.deepEqual(await claimAll(context, 1000 + minute, 'successor'), [link.resourceId]);
      const options = { journal: journalOf(context, link), release: { attempts: 0 } };
      assert.equal(await store.links.record(link, lease, facts, options), false);
      assert.equal(await store.links.record(link, { ...lease, token: 'never' }, facts, options), false);
      assert.deepEqual(await getLink(context, link.resourceId), before);
      assert.equal(await countJournalLines({ id: link.resourceId }), 0);
      assert.deepEqual(await claimAll(context, 1000 + 2 * minute - 1, 'third'), []);
    },
  },
  {
    name: 'nobody without a lease writes, and what is not there is not written',
    async run(context) {
      const { store, nextId } = context;
      const id = nextId();
      await touch(context, [id], { dueAt: 1000 });
      const link = await getLink(context, id);
      assert.equal(await store.links.record(link, lease, facts, {}), false);
      assert.equal(await store.links.record({ id: '0', revision: 1 }, lease, facts, {}), false);
      assert.deepEqual(await getLink(context, id), link);
    },
  },
  {
    name: 'an expired lease that nobody took still holds',
    async run(context) {
      const link = await claimOne(context);
      assert.equal(await context.store.links.nextDue(context.application), 1000 + minute);
      assert.equal(await context.store.links.record(link, lease, { accountId: '7' }, {}), true);
      assert.equal((await getLink(context, link.resourceId)).accountId, '7');
    },
  },
  {
    name: 'the journal line is written with the facts',
    async run(context) {
      const { store, application } = context;
      const link = await claimOne(context);
      const journal = journalOf(context, link);
      await store.links.record(link, lease, facts, { journal });
      const [line, ...more] = await store.journal.list({ application, limit: 10 });
      assert.ok(line);
      const { seq: _, at: __, ...entry } = line;
      assert.deepEqual(entry, journal);
      assert.deepEqual(more, []);
    },
  },
];

/** A link that is due at 1000, claimed then for a minute. */
async function claimOne(context: StoreContext): Promise<Link> {
  const { application, nextId, store } = context;
  await touch(context, [nextId()], { dueAt: 1000 });
  const [link] = await store.links.claim(application, { now: 1000, limit: 1, lease });
  assert.ok(link);
  return link;
}

function journalOf({ application, scope }: StoreContext, link: Link) {
  return {
    actor: `application:${application}`,
    action: 'updated',
    directory: scope.directory,
    application,
    resourceType: 'User',
    resourceId: link.resourceId,
    changes: { email: { from: 'a', to: 'b' } },
    reason: 'changed in the directory',
  };
}
