import { canLogIn, logIn, missingForWordPress, sessionLives, startWordPress } from '../real-sites/wordpress.mjs';

/** A real WordPress on `sqlite` or `mariadb`; where PHP is missing, the connector's fake, with what to install in `missing`. */
export async function startSite(flavour) {
  const missing = missingForWordPress(flavour);
  return missing.length === 0 ? await startRealSite(flavour) : { ...(await startFakeSite()), missing };
}

async function startRealSite(flavour) {
  const site = await startWordPress({ flavour, title: 'The blog' });
  return {
    ...site,
    name: `WordPress ${site.version}`,
    // As WordPress itself tells: not by the API that Linkspan uses.
    accounts: () => site.php(readAccounts),
    /** Something that this account wrote; resolves with whose it is, when asked. */
    async writePost({ id }) {
      const post = await site.php(
        `return wp_insert_post(['post_title' => 'Notes', 'post_status' => 'publish', 'post_author' => ${Number(id)}]);`,
      );
      return () => site.php(`return get_userdata(get_post(${Number(post)})->post_author)->user_login;`);
    },
    /** Signs in by the form; whether each of the three ways in is open is told by the answer's functions. */
    async signIn({ id, login }, password) {
      await site.setPassword(id, password);
      const applicationPassword = await site.createApplicationPassword(id);
      const cookie = await logIn(site, login, password);
      return {
        'her password': () => canLogIn(site, login, password),
        'her session': () => cookie !== undefined && sessionLives(site, cookie),
        'her application password': () => answersTo(site.url, login, applicationPassword),
      };
    },
  };
}

async function startFakeSite() {
  const { startFakeWordPress } = await import('../../packages/connector-wordpress/dist/fake/index.js');
  const site = await startFakeWordPress();
  return {
    ...site,
    name: "The connector's fake of WordPress",
    accounts: async () =>
      [...site.users.values()].map(({ id, login, email, displayName, roles }) => {
        return { id, login, email, name: displayName, roles };
      }),
    async signIn({ id, login }, password) {
      const account = site.users.get(id);
      if (account !== undefined) account.password = password;
      return { 'her password': async () => site.canLogIn(login, password) };
    },
  };
}

const readAccounts = `return array_map(fn ($user) => [
  'id' => $user->ID,
  'login' => $user->user_login,
  'email' => $user->user_email,
  'name' => $user->display_name,
  'roles' => array_values($user->roles),
], get_users());`;

async function answersTo(url, login, applicationPassword) {
  const authorization = `Basic ${Buffer.from(`${login}:${applicationPassword}`).toString('base64')}`;
  const { ok } = await fetch(`${url}/wp-json/wp/v2/users/me`, { headers: { authorization } });
  return ok;
}
