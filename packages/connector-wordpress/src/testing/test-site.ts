import type { Connector } from '@linkspan/core';
import type { z } from 'zod';
import type { config } from '../config.js';

export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The `code` of a refusal. */
  readonly code: string | undefined;
  readonly json: unknown;
}

/** A WordPress to ask, fake or real: rows run on each, so that the fake is held against the real thing. */
export interface TestSite {
  readonly url: string;
  readonly username: string;
  readonly userId: number;
  readonly adminId: number;
  readonly adminEmail: string;
  /** The REST API with nothing of ours between. `as`: `log-in:application password`, '' for a visitor; default the service account. */
  rest(method: string, route: string, json?: unknown, as?: string): Promise<RestAnswer>;
  connect(overrides?: Partial<z.input<typeof config>>): Connector;
  /** Gives the service account this one role; `provisioning` has the capabilities on users and nothing else. */
  setServiceRole(role: 'administrator' | 'provisioning' | 'subscriber'): Promise<void>;
  canLogIn(login: string, password: string): Promise<boolean>;
  createPost(author: number): Promise<number>;
  /** Undefined: in the trash, or gone. */
  authorOf(post: number): Promise<number | undefined>;
  /** Puts the site back to how it was at first. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}
