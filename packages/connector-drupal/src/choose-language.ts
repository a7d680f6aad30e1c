import { ConnectorError } from '@linkspan/core';
import { langcodeCandidates } from './langcode.js';
import type { Attributes } from './user-body.js';

/** Writes with a language that the site has; `write` is given the attributes to send, and not called where nothing is left of them. */
export type WriteInLanguage = (
  attributes: Attributes,
  write: (attributes: Attributes) => Promise<void>,
) => Promise<void>;

/**
 * Which languages a site has, the service account may not ask: the nearest that Drupal takes is found by trying. One that it lacks would
 * fail everything else of the request; the person then reads the site's own.
 */
export function createLanguageChooser(): WriteInLanguage {
  const absent = new Set<string>();
  return async (attributes, write) => {
    const { preferred_langcode: langcode, ...others } = attributes;
    if (typeof langcode !== 'string') return write(attributes);
    for (const candidate of langcodeCandidates(langcode).filter((one) => !absent.has(one))) {
      try {
        return await write({ ...others, preferred_langcode: candidate });
      } catch (error) {
        if (!ConnectorError.is(error) || error.kind !== 'invalid' || error.field !== 'preferred_langcode') throw error;
        absent.add(candidate);
      }
    }
    if (Object.keys(others).length > 0) await write(others);
  };
}
