import type { FakeSite } from './fake-site.js';
import type { FakeAnswer } from './rest-error.js';

/** The site itself, as far as visitors are concerned. With plain permalinks /wp-json/… is one of its pages, and shows the home page (W30). */
export function showPage(site: FakeSite, target: URL, url: string, permalinks: 'pretty' | 'plain'): FakeAnswer {
  const { pathname, search } = target;
  if (pathname === '/wp-login.php') return showLogIn(site, target, url);
  if (pathname === '/wp-signup.php') return showSignUp(site, url);
  if (!pathname.endsWith('/')) return redirect(`${url}${pathname}/${search}`, 301);
  const root = permalinks === 'pretty' ? `${url}/wp-json/` : `${url}/index.php?rest_route=/`;
  return {
    status: 200,
    headers: { link: `<${root}>; rel="https://api.w.org/"` },
    body: '<!doctype html><title>Hello</title>',
  };
}

function showLogIn({ registration }: FakeSite, { searchParams }: URL, url: string): FakeAnswer {
  if (searchParams.get('action') !== 'register') return page('<form name="loginform" id="loginform"></form>');
  if (registration.startsWith('network')) return redirect(`${url}/wp-signup.php`);
  if (registration === 'closed') return redirect(`${url}/wp-login.php?registration=disabled`);
  return page('<form name="registerform" id="registerform" method="post"></form>');
}

function showSignUp({ registration }: FakeSite, url: string): FakeAnswer {
  if (!registration.startsWith('network')) return redirect(`${url}/wp-login.php?action=register`);
  const form = registration === 'network-open' ? '<form id="setupform" method="post"></form>' : 'Registration is off.';
  const body = `<div id="signup-content"><div class="mu_register wp-signup-container" role="main">${form}</div></div>`;
  return { ...page(body), status: 404 };
}

function page(body: string): FakeAnswer {
  return { status: 200, body: `<!doctype html>${body}` };
}

function redirect(location: string, status = 302): FakeAnswer {
  return { status, headers: { location }, body: '' };
}
