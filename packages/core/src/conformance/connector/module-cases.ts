import assert from 'node:assert/strict';
import { runChecks } from '../../connector/run-checks.js';
import type { ConnectorCase } from './connector-case.js';

const signal = new AbortController().signal;

export const moduleCases: readonly ConnectorCase[] = [
  {
    name: 'all checks pass',
    needs: [],
    async run({ connector }) {
      const results = await runChecks(connector.checks, { signal });
      assert.ok(results.length > 0, 'there are no checks');
      const bad = results.filter(({ status }) => status !== 'passed' && status !== 'warning');
      assert.deepEqual(bad, []);
    },
  },
  {
    name: 'wrong credentials fail one check, with a hint, and the rest is skipped',
    needs: [],
    async run({ harness }) {
      const connector = await harness.connect('wrong');
      const results = await runChecks(connector.checks, { signal });
      await connector.dispose?.();
      const failed = results.filter(({ status }) => status === 'failed');
      assert.equal(failed.length, 1, `the checks say ${JSON.stringify(results)}`);
      assert.ok(failed[0]?.hint, `a refusal is an outcome with a hint, not an error: ${JSON.stringify(failed[0])}`);
    },
  },
  {
    name: 'the site is the same each time it is asked, and has a name',
    needs: ['site'],
    async run(subject) {
      const first = await subject.connector.site?.(signal);
      const again = await subject.reconnect();
      assert.ok(first, 'the site has no name');
      assert.equal(await again.connector.site?.(signal), first);
    },
  },
  {
    name: 'the module has rules for groups where the connector has groups, and only there',
    needs: [],
    async run({ module, connector }) {
      assert.equal(module.groups !== undefined, connector.groups !== undefined);
    },
  },
];
