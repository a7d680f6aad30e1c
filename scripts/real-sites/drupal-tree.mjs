import { existsSync, statSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { runCommand } from './run-command.mjs';

/** Why there is no Drupal to boot here; undefined: there is. */
export function whyNoDrupal(root = process.env.DRUPAL_ROOT) {
  if (!root) return 'DRUPAL_ROOT does not name the folder of a Drupal 10 (the one with index.php)';
  const core = join(root, 'core/lib/Drupal.php');
  return existsSync(core) ? undefined : `DRUPAL_ROOT names no Drupal: there is no ${core}`;
}

/**
 * Copies a Drupal's programs, and nothing that a site keeps: neither settings nor files, so that its database is never touched. Files are
 * hard links where that is possible; Drupal writes into `sites` alone.
 */
export async function copyDrupalTree(given, target) {
  const root = resolve(given);
  // Composer's recommended layout has the packages beside the folder that is served.
  const whole = existsSync(join(root, 'vendor')) ? root : dirname(root);
  const served = join(target, relative(whole, root));
  await mkdir(served, { recursive: true });
  await copyAll(join(whole, 'vendor'), join(target, 'vendor'));
  const names = await readdir(root);
  for (const name of names.filter((one) => !['sites', 'vendor', 'modules', '.git'].includes(one))) {
    await copyAll(join(root, name), join(served, name));
  }
  await mkdir(join(served, 'modules'));
  await mkdir(join(served, 'sites/default'), { recursive: true });
  const scaffold = join(served, 'core/assets/scaffold/files');
  await copyFile(join(scaffold, 'default.settings.php'), join(served, 'sites/default/default.settings.php'));
  await copyFile(join(scaffold, 'default.services.yml'), join(served, 'sites/default/default.services.yml'));
  await rm(join(served, '.ht.router.php'), { force: true });
  await copyFile(join(scaffold, 'ht.router.php'), join(served, '.ht.router.php'));
  return served;
}

async function copyAll(from, to) {
  const linked = statSync(dirname(from)).dev === statSync(dirname(to)).dev;
  await runCommand('cp', [linked ? '-al' : '-a', from, to]);
}
