import type { Account } from '../connector/account.js';
import type { JsonObject } from '../scim/json.js';
import type { Link, LinkFacts } from '../store/link.js';
import { hasNews } from './back/has-news.js';
import { forgetOurs, readBackAfter } from './back/note-ours.js';
import type { Runtime } from './runtime.js';
import { answered } from './send-write.js';
import { accountFacts, type Step } from './step.js';

/** What somebody else changed between our reading and our writing comes back next. */
export function writtenFacts(
  runtime: Runtime,
  link: Link,
  account: Account,
  shown: JsonObject,
): Pick<Step, 'look'> & { readonly facts: LinkFacts } {
  const readBack = readBackAfter(runtime, link, account, shown);
  return {
    ...(hasNews(runtime, { ...link, readBack }, account) && { look: { at: runtime.now() } }),
    facts: { ...accountFacts(account), ...answered(link), ...forgetOurs(runtime, link), readBack },
  };
}
