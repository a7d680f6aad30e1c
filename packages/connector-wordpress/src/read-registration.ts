import { ConnectorError, type HttpResponse } from '@linkspan/core';
import type { Api } from './api.js';

/** Plugins with a registration of their own (shop, courses, memberships), by their REST namespaces: WordPress's switch tells nothing there. */
const registrars = ['wc', 'buddypress', 'pmpro', 'mp', 'ldlms', 'learnpress'];

/**
 * Whether anybody can register, as a visitor can tell: the API does not say. The registration page shows its form, or redirects to
 * `wp-login.php?registration=disabled`; on a multisite it redirects to `wp-signup.php`, which shows its form or none. Undefined where
 * something else answers: a plugin that moved the page or registers people itself, a firewall.
 */
export async function readRegistration(api: Api, signal: AbortSignal): Promise<boolean | undefined> {
  try {
    const { url, home, namespaces } = await api.index(signal);
    if (namespaces.some((namespace) => registrars.includes(namespace.split('/', 1)[0] ?? ''))) return undefined;
    // WordPress may live in a folder of the site; on another host nobody was told to look.
    if (!URL.canParse(url) || !URL.canParse(home ?? url)) return undefined;
    const root = new URL(url);
    if (root.host !== new URL(home ?? url).host) return undefined;
    const login = `${root.pathname.replace(/\/$/, '')}/wp-login.php`;
    const answer = await api.visit(`${login}?action=register`, signal);
    if (answer.status === 200 && hasForm(answer.text, 'registerform')) return true;
    const target = targetOf(answer, root);
    if (target?.pathname === login && target.searchParams.get('registration') === 'disabled') return false;
    if (target?.host !== root.host || !target.pathname.endsWith('/wp-signup.php')) return undefined;
    return readSignUp(await api.visit(target.pathname, signal));
  } catch (error) {
    if (!ConnectorError.is(error) || signal.aborted) throw error;
    return undefined;
  }
}

/**
 * Where the network lets nobody register, or only those who are signed in, the page is there without its form. It is answered with a 404
 * (seen on WordPress 6.7), so that its own frame tells that it is the page.
 */
function readSignUp({ text }: HttpResponse): boolean | undefined {
  if (!/<div class="mu_register\b/.test(text)) return undefined;
  return hasForm(text, 'setupform');
}

function hasForm(text: string, id: string): boolean {
  return new RegExp(`<form\\b[^>]*\\bid=["']${id}["']`).test(text);
}

function targetOf({ status, headers: { location } }: HttpResponse, base: URL): URL | undefined {
  const redirects = status >= 300 && status < 400 && location !== undefined;
  return redirects && URL.canParse(location, base.href) ? new URL(location, base) : undefined;
}
