import { type Connector, createConnectorContext } from '@linkspan/core';
import type { z } from 'zod';
import { config } from '../config.js';
import { type FakeExchange, type FakeJumpCloud, type StartFakeJumpCloud, startFakeJumpCloud } from '../fake/index.js';
import connector from '../index.js';
import { createDescriptionCheck } from './create-description-check.js';
import { descriptionQuirks } from './description-quirks.js';

export interface TestJumpCloud {
  readonly fake: FakeJumpCloud;
  /** As the host connects: the configuration checked, the real HTTP client. */
  connect(overrides?: Partial<z.input<typeof config>>): Connector;
  /** As another administrator does it in the console. */
  asOther(method: string, path: string, json?: unknown): Promise<unknown>;
  /** Time goes on, here and there. */
  pass(milliseconds: number): void;
  /** What was not as JumpCloud describes it, since this was last asked. */
  takeViolations(): readonly string[];
  /** Quirks of the description that were met. */
  readonly met: ReadonlySet<string>;
}

const silent = { debug: () => {}, info: () => {}, warn: () => {} };

/** A fake whose every request and answer is held against JumpCloud's own description. */
export async function startTestJumpCloud(options: StartFakeJumpCloud = {}): Promise<TestJumpCloud> {
  const check = createDescriptionCheck();
  const met = new Set<string>();
  let violations: string[] = [];

  function onExchange(exchange: FakeExchange): void {
    for (const complaint of check(exchange)) {
      const quirk = descriptionQuirks.find((one) => one.excuses(complaint, exchange));
      if (quirk !== undefined) met.add(quirk.name);
      else violations.push(`${exchange.request.method} ${exchange.request.path}: ${complaint}`);
    }
  }

  let passed = 0;
  const now = () => (options.now ?? Date.now)() + passed;
  const fake = await startFakeJumpCloud({ ...options, now, onExchange });
  const hosts = { console: fake.url, insights: fake.url, signIn: fake.url };
  return {
    fake,
    met,
    connect(overrides = {}) {
      const disposal = new AbortController();
      const context = createConnectorContext({
        name: 'jumpcloud',
        log: silent,
        signal: disposal.signal,
        now,
      });
      const settings = config.parse({ apiKey: fake.apiKey, hosts, ...overrides });
      const connected = connector.connect?.(settings, context);
      if (connected === undefined) throw new Error('the connector does not connect');
      return { ...connected, dispose: async () => disposal.abort() };
    },
    async asOther(method, path, json) {
      const response = await fetch(fake.url + path, {
        method,
        headers: { 'x-api-key': fake.otherKey, 'content-type': 'application/json' },
        ...(json !== undefined && { body: JSON.stringify(json) }),
      });
      if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${await response.text()}`);
      return response.status === 204 ? undefined : response.json();
    },
    pass(milliseconds) {
      passed += milliseconds;
    },
    takeViolations() {
      const taken = violations;
      violations = [];
      return taken;
    },
  };
}
