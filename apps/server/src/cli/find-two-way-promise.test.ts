import { type Connector, ConnectorError, defaultPolicy, type TwoWayPolicy } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import { describeTwoWayPromise } from './describe-two-way-promise.js';
import { findTwoWayPromise } from './find-two-way-promise.js';

const twoWay: TwoWayPolicy = {
  source: ['feed', 'webhook', 'poll'],
  poll: 300_000,
  operations: { create: true, update: true, deactivate: true, delete: false },
  attributes: ['title'],
  authority: {},
  conflict: 'hold',
  onNew: 'report',
  onDeleted: 'report',
};
const get = () => Promise.reject(new Error('nobody asked'));
const none = { items: [], checkpoint: '1', more: false, complete: true };
const feed: Connector = { checks: [], users: { get, changes: async () => none } };
const webhook = { receive: () => undefined };
const without: Connector = {
  checks: [],
  users: {
    get,
    changes: () =>
      Promise.reject(new ConnectorError('unsupported', 'wordpress: the site has no companion. Install it.')),
  },
};

async function promiseOf(connector: Connector, source: TwoWayPolicy['source'] = twoWay.source) {
  const policy = { ...defaultPolicy, twoWay: { ...twoWay, source } };
  const found = await findTwoWayPromise({ policy, connector }, new AbortController().signal);
  return found && describeTwoWayPromise(found);
}

describe('what may be expected of two-way sync', () => {
  it.each<[string, Connector, TwoWayPolicy['source'], string]>([
    [
      'with a feed and its webhooks',
      { ...feed, webhook },
      twoWay.source,
      'Changes come back within seconds, by the feed of changes and its webhooks.',
    ],
    [
      'with a feed that is polled',
      feed,
      twoWay.source,
      'Changes come back within one poll interval (5 min), by the feed of changes: no webhook is set up for it in the configuration.',
    ],
    [
      'with webhooks that nobody wants',
      { ...feed, webhook },
      ['feed', 'poll'],
      'Changes come back within one poll interval (5 min), by the feed of changes: twoWay.source does not name webhook.',
    ],
    [
      'without a companion',
      { ...without, webhook },
      twoWay.source,
      'Changes come back within one poll interval (5 min), by a listing of everything: wordpress: the site has no companion. Install it.',
    ],
    [
      'by a vendor that has no feed',
      { checks: [], users: { get } },
      twoWay.source,
      'Changes come back within one poll interval (5 min), by a listing of everything: its connector has no feed of changes.',
    ],
    [
      'by a feed that nobody wants, and no poll',
      { ...feed, webhook },
      ['webhook'],
      'Changes come back when a webhook comes, by a listing of everything: twoWay.source does not name feed.',
    ],
  ])('%s', async (_case, connector, source, text) => {
    expect(await promiseOf(connector, source)).toBe(text);
  });

  it('is nothing where nothing comes back', async () => {
    expect(
      await findTwoWayPromise({ policy: defaultPolicy, connector: feed }, new AbortController().signal),
    ).toBeUndefined();
  });
});
