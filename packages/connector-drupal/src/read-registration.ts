import { ConnectorError } from '@linkspan/core';
import type { Api } from './api.js';

/**
 * Whether anybody can register, as a visitor can tell: JSON:API does not say. The page shows its form, also where an administrator has to
 * approve; where only administrators make accounts it is refused with 403. Undefined where something else answers.
 */
export async function readRegistration(api: Api, signal: AbortSignal): Promise<boolean | undefined> {
  try {
    const { status, text } = await api.visit('/user/register', signal);
    if (status === 200 && /<form\b[^>]*\bid=["']user-register-form/.test(text)) return true;
    return status === 403 && /<meta name="Generator" content="Drupal/i.test(text) ? false : undefined;
  } catch (error) {
    if (!ConnectorError.is(error) || signal.aborted) throw error;
    return undefined;
  }
}
