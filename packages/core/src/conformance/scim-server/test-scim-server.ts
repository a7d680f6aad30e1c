import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../scim/json.js';
import type { ContractCase } from '../contract-case.js';
import type { ProbeOptions } from './create-probe.js';
import { openTarget } from './open-target.js';
import { reportResults } from './report-results.js';
import type { Requirement } from './requirement.js';
import type { RequirementResult } from './requirement-result.js';
import { scimRequirements } from './rows/scim-requirements.js';
import { runRequirement, whyNot } from './run-requirement.js';
import type { ScimServerReport } from './scim-server-report.js';
import type { ScimTarget } from './scim-target.js';
import { readServerTraits } from './server-traits.js';
import { sweepNames } from './sweep-names.js';

export interface ScimServerOptions {
  /** Nothing is written: most requirements do not apply then. Default: false. */
  readonly readOnly?: boolean;
  /** Only these sections and what is below them: `3.5.2`, or `7644 3.5.2`. */
  readonly sections?: readonly string[];
  /** Only requirements whose title contains this, in any case. */
  readonly only?: string;
  /** What a server demands of every user beside a userName. */
  readonly user?: JsonObject;
}

export interface ScimServerCase
  extends ContractCase,
    Pick<Requirement, 'rfc' | 'section' | 'level' | 'title' | 'requirement'> {
  /** As `run`, but with the result as a value; never rejects. */
  check(): Promise<RequirementResult>;
}

export interface ScimServerContract {
  /** What concerns this server, to be run one after another. */
  readonly cases: readonly ScimServerCase[];
  /** What does not, and why. */
  readonly notApplicable: readonly RequirementResult[];
  /** Deletes whatever is left with a name of this run. `report` does it by itself. The paths of what could not be deleted. */
  sweep(): Promise<readonly string[]>;
  /** Runs all cases, and reports by section. */
  report(onResult?: (result: RequirementResult) => void): Promise<ScimServerReport>;
}

/** Every name that the kit gives begins so. */
export const conformancePrefix = 'linkspan-conformance';

/**
 * RFC 7643, 7644 and 9865 as cases for any test framework, against any SCIM server: `const { cases } = await testScimServer(target)`.
 * Reads the discovery documents beforehand, to see what concerns the server. Every case makes users and groups of its own and deletes
 * them, passed or failed; nobody else's is touched.
 */
export async function testScimServer(
  target: ScimTarget,
  { readOnly = false, sections = [], only = '', user = {} }: ScimServerOptions = {},
): Promise<ScimServerContract> {
  const send = openTarget(target);
  const credentials = typeof target !== 'function' && Object.keys(target.headers ?? {}).length > 0;
  const server = await readServerTraits(send, credentials);
  const run = randomBytes(4).toString('hex');
  let last = 0;
  const nextName = () => {
    last += 1;
    return `${conformancePrefix}-${run}-${last}`;
  };
  const options: ProbeOptions = { send, server, nextName, user, readOnly };
  const chosen = scimRequirements.filter(
    (row) => isWithin(row, sections) && row.title.toLowerCase().includes(only.toLowerCase()),
  );
  const cases = chosen.filter((row) => whyNot(row, options) === undefined).map((row) => toCase(row, options));
  const notApplicable = await Promise.all(
    chosen.filter((row) => whyNot(row, options) !== undefined).map((row) => runRequirement(row, options)),
  );
  const sweep = () => sweepNames(send, `${conformancePrefix}-${run}-`);
  return {
    cases,
    notApplicable,
    sweep: async () => (readOnly ? [] : sweep()),
    async report(onResult) {
      const results: RequirementResult[] = [...notApplicable];
      for (const one of cases) {
        const result = await one.check();
        results.push(result);
        onResult?.(result);
      }
      return reportResults(results, readOnly ? [] : await sweep());
    },
  };
}

function toCase(row: Requirement, options: ProbeOptions): ScimServerCase {
  const check = () => runRequirement(row, options);
  return {
    name: `RFC ${row.rfc} §${row.section}: ${row.title}`,
    rfc: row.rfc,
    section: row.section,
    level: row.level,
    title: row.title,
    requirement: row.requirement,
    check,
    async run() {
      const result = await check();
      if (result.outcome !== 'failed') return;
      const last = result.exchanges.at(-1);
      const exchange = last ? `\n${last.request}\n${last.body ?? ''}\n${last.status} ${last.answer}` : '';
      throw new Error(`${row.requirement}\nexpected: ${result.expected}\ngot: ${result.got}${exchange}`);
    },
  };
}

function isWithin({ rfc, section }: Requirement, sections: readonly string[]): boolean {
  if (sections.length === 0) return true;
  return sections.some((wanted) => {
    const [first = '', second] = wanted.trim().split(/\s+/);
    if (second !== undefined && first !== String(rfc)) return false;
    const asked = second ?? first;
    return section === asked || section.startsWith(`${asked}.`);
  });
}
