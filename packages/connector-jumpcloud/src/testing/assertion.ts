import type { ReplaySession, Reply } from './replay-session.js';

/** Throws where the answer is not as the prose says. */
export type Assertion = (reply: Reply, session: ReplaySession) => void | Promise<void>;

/** By the words of the case's `assert`. */
export type CaseAssertions = Readonly<Record<string, Assertion>>;
