// `npm run demo [sqlite|mariadb]`: a real WordPress, the server between, and JumpCloud's sequence over real HTTP. Tells what happens on both sides.
import { rm } from 'node:fs/promises';
import { startSite } from './demo/site.mjs';
import { story } from './demo/story.mjs';
import { waitUntil } from './real-sites/wait-until.mjs';
import { createScimClient } from './scim-client.mjs';
import { startLinkspan } from './start-linkspan.mjs';

const [flavour = 'sqlite'] = process.argv.slice(2);
if (flavour !== 'sqlite' && flavour !== 'mariadb') {
  process.stderr.write(`demo: "${flavour}" is no database of a demo site. Write sqlite or mariadb.\n`);
  process.exit(2);
}
const site = await startSite(flavour);
if (site.missing !== undefined) {
  process.stdout.write(
    `For a real WordPress: apt-get install ${site.missing.join(' ')}. Until then a fake stands in for it.\n`,
  );
}
const linkspan = await startLinkspan({
  config: {
    applications: {
      blog: {
        connector: '@linkspan/connector-wordpress',
        config: { url: site.url, username: site.username, password: { env: 'BLOG_PASSWORD' } },
        roles: { Editors: 'editor' },
        defaultRole: 'subscriber',
        leaving: { onDelete: 'delete', reassignTo: site.userId },
      },
    },
  },
  env: { BLOG_PASSWORD: site.applicationPassword },
});
const jumpcloud = createScimClient(linkspan.scimUrl, linkspan.token, story.jumpcloud);
try {
  await tell();
} finally {
  await linkspan.stop();
  await site.stop();
  await rm(linkspan.dataFolder, { recursive: true, force: true });
}
story.end();

async function tell() {
  story.chapter('Two servers');
  story.wordpress(`${site.name} at ${site.url}, with ${logins(await site.accounts())}`);
  story.linkspan(`at ${linkspan.url}; JumpCloud's base URL is ${linkspan.scimUrl}`);
  const checks = await linkspan.cli('test', 'blog');
  for (const text of linesOf(checks)) story.linkspan(text);

  story.chapter('The administrator presses "Test Connection" and "Activate" in JumpCloud');
  await jumpcloud.testConnection('provisioning-test@company.example');
  story.expect("JumpCloud's test user never came here", (await site.accounts()).length === 2);

  story.chapter('Three people are bound to the application');
  const ada = await push('Ada', 'Lovelace');
  const grace = await push('Grace', 'Hopper');
  const alan = await push('Alan', 'Turing');
  await shows('all three have an account', (accounts) => accounts.length === 5);
  for (const account of await site.accounts()) story.wordpress(describe(account));

  story.chapter('The group Editors is bound, with Grace in it');
  const editors = await jumpcloud.createGroup('Editors', [grace]);
  await shows('Grace is an editor', (accounts) => find(accounts, 'grace').roles.includes('editor'));
  await jumpcloud.addMember(editors, alan);
  await shows('Alan is an editor', (accounts) => find(accounts, 'alan').roles.includes('editor'));

  story.chapter('Ada marries');
  const name = { givenName: 'Ada', familyName: 'King' };
  await jumpcloud.changeUser(ada, { name, displayName: 'Ada King' });
  await shows('Ada is shown as Ada King', (accounts) => find(accounts, 'ada').name === 'Ada King');

  story.chapter('Grace leaves');
  const ways = await site.signIn(find(await site.accounts(), 'grace'), 'a password of her own');
  for (const [way, isOpen] of Object.entries(ways)) story.expect(`${way} is accepted`, await isOpen());
  await jumpcloud.changeUser(grace, { active: false });
  await shows('Grace has no role any more', (accounts) => find(accounts, 'grace').roles.length === 0);
  for (const [way, isOpen] of Object.entries(ways))
    story.expect(`${way} is refused`, await soon(async () => !(await isOpen())));

  story.chapter('Grace comes back');
  await jumpcloud.changeUser(grace, { active: true });
  await shows('Grace is an editor again', (accounts) => find(accounts, 'grace').roles.includes('editor'));

  story.chapter('Alan is deleted in JumpCloud, and what he wrote goes to the account that the operator named');
  const alansPost = await site.writePost?.(find(await site.accounts(), 'alan'));
  if (alansPost !== undefined) story.wordpress(`Alan's post is by ${await alansPost()}`);
  await jumpcloud.deleteUser(alan);
  await shows('Alan has no account any more', (accounts) => find(accounts, 'alan').id === undefined);
  if (alansPost !== undefined) story.expect(`his post is by ${site.username}`, (await alansPost()) === site.username);

  story.chapter('Alan returns');
  const returned = await push('Alan', 'Turing');
  await shows('Alan has an account again, and no role of an editor', (accounts) =>
    find(accounts, 'alan').roles.includes('subscriber'),
  );
  await jumpcloud.addMember(editors, returned);
  await shows('Alan is an editor', (accounts) => find(accounts, 'alan').roles.includes('editor'));

  story.chapter('What the operator sees');
  const status = await linkspan.cli('status');
  for (const text of linesOf(status)) story.linkspan(text);
}

function push(givenName, familyName) {
  return jumpcloud.pushUser({ userName: `${givenName.toLowerCase()}@company.example`, givenName, familyName });
}

/** Waits until WordPress agrees, and tells how long that took. */
async function shows(text, holds) {
  const begin = performance.now();
  const agreed = await soon(async () => holds(await site.accounts()));
  story.expect(`${text} (after ${Math.round(performance.now() - begin)} ms)`, agreed);
}

async function soon(holds) {
  return await waitUntil(holds, { seconds: 15, describe: () => 'it did not come true' }).then(
    () => true,
    () => false,
  );
}

function linesOf({ stdout, stderr }) {
  return `${stdout}${stderr}`.split('\n').filter((text) => text !== '');
}

function find(accounts, name) {
  const account = accounts.find(({ email }) => email === `${name}@company.example`);
  return account ?? { roles: [] };
}

function logins(accounts) {
  return accounts.map(({ login }) => login).join(' and ');
}

function describe({ id, login, email, name, roles }) {
  return `#${id} ${login}: ${name} <${email}>, ${roles.join(', ') || 'no role'}`;
}
