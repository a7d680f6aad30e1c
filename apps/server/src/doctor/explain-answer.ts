import type { TranscriptAnswer } from '@linkspan/core';

/** What one is told where an answer is not Linkspan's, or not what was asked for. */
export interface Explanation {
  readonly detail: string;
  /** What to do. */
  readonly hint: string;
}

export interface AskedFor {
  readonly method: string;
  readonly baseUrl: string;
  /** Bytes of the body that was sent. */
  readonly bytes?: number;
}

const scimType = /^application\/scim\+json\b/i;

/** Who is to blame for an answer, told by what it looks like: the proxy in front, another server, or this one. */
export function explainAnswer({ status, headers, body }: TranscriptAnswer, asked: AskedFor): Explanation {
  const { method, baseUrl, bytes = 0 } = asked;
  if (status >= 300 && status < 400) return explainRedirect(status, headers['location'] ?? 'nowhere', baseUrl);
  const isOurs = scimType.test(headers['content-type'] ?? '');
  return isOurs ? explainOurs(status, body) : explainTheirs(status, headers, { method, bytes });
}

function explainRedirect(status: number, location: string, baseUrl: string): Explanation {
  const toHttps = baseUrl.startsWith('http:') && location.startsWith('https:');
  return {
    detail: `It was answered ${status}: go to ${location}. Clients follow no redirect, or lose the body and the token on the way.`,
    hint: toHttps
      ? 'Write the https:// address in server.publicUrl, and enter that one at the identity provider.'
      : 'Let the proxy in front pass /scim/ on without a redirect (to another host, for a slash at the end, to a log-in page), or correct server.publicUrl.',
  };
}

function explainOurs(status: number, body: string): Explanation {
  const detail = `Linkspan answered ${status}: ${detailOf(body)}`;
  if (status === 401) {
    return {
      detail,
      hint:
        'It did not know the throw-away client. Either the proxy takes the Authorization header away (nginx: proxy_set_header Authorization $http_authorization; Apache: ' +
        'CGIPassAuth On), or another Linkspan answers here, with another database than the one of this command, or an older one.',
    };
  }
  if (status === 404) {
    return {
      detail,
      hint: 'The path arrives changed. The proxy must pass on what follows the path of server.publicUrl as it stands: /scim/<client>/v2/….',
    };
  }
  if (status === 413) return { detail, hint: 'Raise server.bodyLimit: groups with many members are sent in one body.' };
  if (status === 429) return { detail, hint: 'Requests are limited. Wait, and call the doctor again.' };
  if (status >= 500)
    return { detail, hint: 'Look at the log of the server. "linkspan status" and /readyz say whether it can serve.' };
  return { detail, hint: 'This is no fault of the way in: give this output to whoever looks after Linkspan.' };
}

function explainTheirs(
  status: number,
  headers: TranscriptAnswer['headers'],
  { method, bytes }: { readonly method: string; readonly bytes: number },
): Explanation {
  const server = headers['server'] === undefined ? '' : ` (${headers['server']})`;
  const detail = `Something in front of Linkspan${server} answered ${status}.`;
  if (status === 413 || (bytes > 100_000 && (status === 400 || status === 403 || status === 0))) {
    return {
      detail,
      hint: `It takes no body of ${Math.ceil(bytes / 1024)} KiB. Raise its limit (nginx: client_max_body_size; Apache: LimitRequestBody; IIS: maxAllowedContentLength) to that of server.bodyLimit.`,
    };
  }
  if (status === 405 || status === 501) {
    return { detail, hint: `It lets no ${method} through. Allow GET, POST, PUT, PATCH and DELETE below /scim/.` };
  }
  if (status === 401 || status === 407) {
    return {
      detail,
      hint: 'It wants credentials of its own. Let it pass /scim/ on without: Linkspan looks at the token.',
    };
  }
  if (status === 403) {
    return { detail, hint: 'A firewall for web applications refuses it. Make an exception for /scim/.' };
  }
  if (status === 502 || status === 503 || status === 504) {
    return {
      detail,
      hint: 'It does not reach Linkspan. Start the server, and look at the address that the proxy passes on to (server.listen).',
    };
  }
  if (status === 400 || status === 414) {
    return {
      detail,
      hint: 'It does not like the URL. Let it pass percent-encoding on as it stands (%5B, %22), and take URLs of 8 KiB.',
    };
  }
  return {
    detail: `${detail} It is no answer of Linkspan.`,
    hint: 'Another site is at this address, or the proxy does not pass /scim/ on. Correct server.publicUrl, or the proxy.',
  };
}

function detailOf(body: string): string {
  try {
    const { detail } = JSON.parse(body);
    return typeof detail === 'string' ? detail : 'without a reason.';
  } catch {
    return 'something that is no JSON.';
  }
}
