import type { ContractCase } from '../contract-case.js';
import { applicationCases } from './application-cases.js';
import { attributeCases } from './attribute-cases.js';
import { claimCases } from './claim-cases.js';
import { commitCases } from './commit-cases.js';
import { concurrencyCases } from './concurrency-cases.js';
import { declaredTypeCases } from './declared-type-cases.js';
import { declaredUniqueCases } from './declared-unique-cases.js';
import { dueTimeCases } from './due-time-cases.js';
import { effectiveGroupCases } from './effective-group-cases.js';
import { externalIdCases } from './external-id-cases.js';
import { filterCases } from './filter-cases.js';
import { filterLimitCases } from './filter-limit-cases.js';
import { filterPropertyCase } from './filter-property-case.js';
import { guardCases } from './guard-cases.js';
import { importedLinkCases } from './imported-link-cases.js';
import { journalCases } from './journal-cases.js';
import { linkListCases } from './link-list-cases.js';
import { listingCases } from './listing-cases.js';
import { lookCases } from './look-cases.js';
import { markCases } from './mark-cases.js';
import { memberCases } from './member-cases.js';
import { membershipCases } from './membership-cases.js';
import { membershipChangeCases } from './membership-change-cases.js';
import { membershipRecordCases } from './membership-record-cases.js';
import { newcomerCases } from './newcomer-cases.js';
import { overruledCases } from './overruled-cases.js';
import { ownerCases } from './owner-cases.js';
import { pageCases } from './page-cases.js';
import { passwordCases } from './password-cases.js';
import { placeCases } from './place-cases.js';
import { planCases } from './plan-cases.js';
import { recordCases } from './record-cases.js';
import { restoreCases } from './restore-cases.js';
import { returnerCases } from './returner-cases.js';
import { runCases } from './run-cases.js';
import { sortCases } from './sort-cases.js';
import { createStoreContext, type StoreUnderTest } from './store-context.js';
import { touchCases } from './touch-cases.js';
import { trashCases } from './trash-cases.js';
import { trashedGroupCases } from './trashed-group-cases.js';
import { uniquenessCases } from './uniqueness-cases.js';

const storeCases = [
  ...commitCases,
  ...attributeCases,
  ...externalIdCases,
  ...uniquenessCases,
  ...declaredTypeCases,
  ...declaredUniqueCases,
  ...memberCases,
  ...effectiveGroupCases,
  ...membershipChangeCases,
  ...trashCases,
  ...trashedGroupCases,
  ...restoreCases,
  ...returnerCases,
  ...ownerCases,
  ...importedLinkCases,
  ...overruledCases,
  ...passwordCases,
  ...pageCases,
  ...placeCases,
  ...sortCases,
  ...filterCases,
  ...filterLimitCases,
  filterPropertyCase,
  ...markCases,
  ...touchCases,
  ...lookCases,
  ...claimCases,
  ...dueTimeCases,
  ...recordCases,
  ...linkListCases,
  ...membershipCases,
  ...membershipRecordCases,
  ...newcomerCases,
  ...applicationCases,
  ...journalCases,
  ...runCases,
  ...planCases,
  ...listingCases,
  ...guardCases,
  ...concurrencyCases,
];

/**
 * The contract of the store ports as cases for any test framework. `make` is called for each case; it may hand out the same database
 * every time, since every case works in a directory and an application of its own; but run one case at a time, for the
 * list of marks know no bounds. One case needs fast-check.
 */
export function testStore(make: () => Promise<StoreUnderTest>): readonly ContractCase[] {
  return storeCases.map(({ name, run }) => ({
    name,
    async run() {
      const opened = await make();
      try {
        await run(createStoreContext(opened));
      } finally {
        await opened.close();
      }
    },
  }));
}
