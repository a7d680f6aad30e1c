import { canLogIn, logIn, missingForWordPress, sessionLives, startWordPress } from '../real-sites/wordpress.mjs';

/** A real WordPress; `undefined` where PHP is missing, with what to install in `missing`. */
export async function findSite() {
  const missing = missingForWordPress('sqlite');
  if (missing.length > 0) return { missing };
  const site = await startWordPress({ flavour: 'sqlite', title: 'The blog' });
  return {
    site: {
      ...site,
      name: `WordPress ${site.version}`,
      /** Who has an account, as WordPress itself tells: not by the API that Linkspan uses. */
      accounts: () => site.php(readAccounts),
      canLogIn: (username, password) => canLogIn(site, username, password),
      logIn: (username, password) => logIn(site, username, password),
      sessionLives: (cookie) => sessionLives(site, cookie),
      acceptsApplicationPassword: async (username, password) => {
        const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
        const answer = await fetch(`${site.url}/wp-json/wp/v2/users/me`, { headers: { authorization } });
        return answer.ok;
      },
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
