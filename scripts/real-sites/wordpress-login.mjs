/** Signs in as a person does, by the form. Resolves with the session's cookie, or undefined where the site refused. */
export async function logIn(site, username, password) {
  const answer = await fetch(`${site.url}/wp-login.php`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: 'wordpress_test_cookie=WP%20Cookie%20check',
    },
    body: new URLSearchParams({ log: username, pwd: password, testcookie: '1' }),
  });
  await answer.arrayBuffer();
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]);
  return cookies.some((cookie) => cookie.startsWith('wordpress_logged_in_')) ? cookies.join('; ') : undefined;
}

export async function canLogIn(site, username, password) {
  return (await logIn(site, username, password)) !== undefined;
}

/** Whether a session still counts as signed in: the log-in page is where everybody else is sent. */
export async function sessionLives(site, cookie) {
  const answer = await fetch(`${site.url}/wp-admin/profile.php`, { redirect: 'manual', headers: { cookie } });
  await answer.arrayBuffer();
  return !(answer.headers.get('location') ?? '').includes('wp-login.php');
}
