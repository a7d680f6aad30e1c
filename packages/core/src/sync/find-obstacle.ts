import type { Runtime } from './runtime.js';
import { suggestCommand } from './suggest-command.js';

/** What holds the whole application back, and what ends it. */
export async function findObstacle({ name, store }: Pick<Runtime, 'name' | 'store'>): Promise<string | undefined> {
  const { halted, quarantine } = await store.applications.get(name);
  if (halted?.kind === 'operator')
    return `${name} is paused: ${halted.reason} \`${suggestCommand('resume', name)}\` ends it.`;
  if (halted !== undefined) return `${name} is halted: ${halted.reason} Then run \`${suggestCommand('test', name)}\`.`;
  if (quarantine !== undefined)
    return `${name} is in quarantine: ${quarantine.reason} Look at \`${suggestCommand('status', name)}\`, then \`${suggestCommand('resume', name)}\`.`;
  return undefined;
}
