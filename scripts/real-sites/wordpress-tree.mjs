import { randomBytes } from 'node:crypto';
import { copyFile, cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.mjs';

export const debianWordPress = '/usr/share/wordpress/wp-load.php';
const builds = '@wp-playground/wordpress-builds@0.9.19';
const config = fileURLToPath(new URL('php/wp-config.php', import.meta.url));

/**
 * A folder with WordPress's programs, shared by all sites of that kind and never written by them. Made once, outside the repository:
 * the newer ones come out of a package of 150 MB.
 */
export async function getWordPressTree(flavour, version) {
  const cache = process.env.LINKSPAN_SITES_CACHE ?? join(homedir(), '.cache', 'linkspan', 'sites');
  await mkdir(cache, { recursive: true });
  const tree = flavour === 'mariadb' ? await debianTree(cache) : await zippedTree(cache, version);
  // Always the present one, whatever the cache was made with. By rename, since another site may be reading it.
  const fresh = `${tree}/wp-config.${randomBytes(4).toString('hex')}.php`;
  await copyFile(config, fresh);
  await rename(fresh, `${tree}/wp-config.php`);
  return tree;
}

function debianTree(cache) {
  return once(join(cache, 'wordpress-debian'), async (folder) => {
    await cp('/usr/share/wordpress', folder, { recursive: true, dereference: true });
    await rm(join(folder, '.htaccess'), { force: true });
  });
}

async function zippedTree(cache, version) {
  const zips = await once(join(cache, 'wordpress-builds-0.9.19'), fetchBuilds);
  return await once(join(cache, `wordpress-${version}`), async (folder) => {
    await runCommand('unzip', ['-q', join(zips, `wp-${version}.zip`), '-d', folder]);
    const plugins = join(folder, 'wp-content', 'plugins');
    await runCommand('unzip', ['-q', join(zips, 'sqlite-database-integration.zip'), '-d', plugins]);
    const plugin = join(plugins, 'sqlite-database-integration');
    await rename(`${plugin}-main`, plugin);
    // The drop-in finds the plugin beside it by itself.
    await copyFile(join(plugin, 'db.copy'), join(folder, 'wp-content', 'db.php'));
  });
}

async function fetchBuilds(folder) {
  await mkdir(folder, { recursive: true });
  await runCommand('npm', ['pack', builds, '--prefer-offline', '--pack-destination', folder], { cwd: folder });
  const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`npm pack ${builds} left no archive in ${folder}`);
  await runCommand('tar', [
    'xzf',
    join(folder, archive),
    '-C',
    folder,
    '--strip-components=3',
    'package/src/wordpress',
    'package/src/sqlite-database-integration',
  ]);
  await rm(join(folder, archive));
}

/** Makes a folder under another name and renames it when it is whole: two that make it at once don't harm each other. */
async function once(folder, make) {
  if (await exists(folder)) return folder;
  const scratch = await mkdtemp(`${folder}.`);
  const unfinished = join(scratch, 'whole');
  try {
    await make(unfinished);
    await rename(unfinished, folder).catch(async (error) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return folder;
}

async function exists(path) {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
