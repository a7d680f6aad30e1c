import { type ConnectorContext, ConnectorError } from '@linkspan/core';
import { langcodeCandidates } from './langcode.js';
import type { Attributes } from './user-body.js';

/** Writes with a language that the site has; `write` is given the attributes to send, and not called where nothing is left of them. */
export type WriteInLanguage = (
  attributes: Attributes,
  write: (attributes: Attributes) => Promise<void>,
) => Promise<void>;

const keepMilliseconds = 60 * 60_000;

/**
 * Which languages a site has, the service account may not ask: the nearest that Drupal takes is found by trying. One that it lacks would
 * fail everything else of the request; the person then reads the site's own.
 */
export function createLanguageChooser(now: ConnectorContext['now']): WriteInLanguage {
  /** With when it was refused: a site may get a language later. */
  const absent = new Map<string, number>();
  const isAbsent = (langcode: string) => now() - (absent.get(langcode) ?? Number.NEGATIVE_INFINITY) < keepMilliseconds;
  return async (attributes, write) => {
    const { preferred_langcode: langcode, ...others } = attributes;
    if (typeof langcode !== 'string') return write(attributes);
    for (const candidate of langcodeCandidates(langcode).filter((one) => !isAbsent(one))) {
      try {
        return await write({ ...others, preferred_langcode: candidate });
      } catch (error) {
        if (!ConnectorError.is(error) || error.kind !== 'invalid' || error.field !== 'preferred_langcode') throw error;
        absent.set(candidate, now());
      }
    }
    if (Object.keys(others).length > 0) await write(others);
  };
}
