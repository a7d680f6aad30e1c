import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What tests put into the folder for temporary files is gone with them, however they end. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'linkspan-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
