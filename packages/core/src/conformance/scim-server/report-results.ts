import type { RequirementResult } from './requirement-result.js';
import type { OutcomeCounts, ScimServerReport, SectionReport } from './scim-server-report.js';

/** Sections in the order of the RFCs, whatever order the results came in. */
export function reportResults(results: readonly RequirementResult[], left: readonly string[]): ScimServerReport {
  const sections = new Map<string, RequirementResult[]>();
  for (const result of results) {
    const key = `${result.rfc} ${result.section}`;
    sections.set(key, [...(sections.get(key) ?? []), result]);
  }
  return {
    counts: count(results),
    failedMust: results.filter(({ outcome, level }) => outcome === 'failed' && level === 'MUST').length,
    sections: [...sections.values()]
      .flatMap((of): readonly SectionReport[] => {
        const [first] = of;
        return first ? [{ rfc: first.rfc, section: first.section, counts: count(of), results: of }] : [];
      })
      .sort(compareSections),
    left,
  };
}

function count(results: readonly RequirementResult[]): OutcomeCounts {
  const of = (wanted: RequirementResult['outcome']) => results.filter(({ outcome }) => outcome === wanted).length;
  return { passed: of('passed'), failed: of('failed'), notApplicable: of('not-applicable') };
}

function compareSections(one: SectionReport, other: SectionReport): number {
  return one.rfc - other.rfc || one.section.localeCompare(other.section, 'en', { numeric: true });
}
