import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startMailServer } from '../testing/start-mail-server.js';
import { startReceiver } from '../testing/start-receiver.js';
import { DeliveryError } from './channel.js';
import { createEmailChannel } from './create-email-channel.js';
import { createWebhookChannel } from './create-webhook-channel.js';
import { writeMessage } from './write-message.js';

const condition = {
  key: 'halted blog',
  kind: 'halted',
  application: 'blog',
  title: 'blog is halted – nothing is written',
  details: ['the password was refused'],
  remedy: 'linkspan test blog',
  weight: 1,
} as const;
const gone = { key: 'held blog delete', kind: 'held', title: '3 people wait', since: 1, gone: 2 };
const message = writeMessage(
  { news: [{ condition, since: 0, why: 'worse' }], resolved: [gone] },
  { server: 'https://hub.example.com', now: 1_000 },
);
const never = new AbortController().signal;
const secret = 'the-secret-of-the-webhook';

/** As a receiver would, from the documentation alone. */
function verify(header: string, body: string): boolean {
  const { t, v1 } = Object.fromEntries(header.split(',').map((part) => part.split('=')));
  const expected = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  return v1 === expected && Math.abs(Date.now() / 1_000 - Number(t)) < 300;
}

describe('a message', () => {
  it('says what it is, what to do, and what has ended', () => {
    expect(message.summary).toBe('1 halted, 1 resolved');
    expect(message.text).toBe(
      `1 halted, 1 resolved
Linkspan at https://hub.example.com

* blog is halted – nothing is written (more than before)
  the password was refused
  since 1970-01-01T00:00:00.000Z
  what to do: linkspan test blog

Resolved:
* 3 people wait – until 1970-01-01T00:00:00.002Z
`,
    );
  });
});

describe('a webhook', () => {
  it('receives it signed, at its whole address', async () => {
    const receiver = await startReceiver();
    await createWebhookChannel({ url: `${receiver.url}/hooks/x?key=7`, secret }).send(message, never);
    const [{ path, headers, body } = expect.fail('nothing came')] = receiver.received;
    expect([path, headers['content-type']]).toEqual(['/hooks/x?key=7', 'application/json']);
    expect(verify(String(headers['linkspan-signature']), body)).toBe(true);
    expect(verify(String(headers['linkspan-signature']), `${body} `)).toBe(false);
    expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify(message)));
    expect(JSON.parse(body)).toMatchObject({ version: 1, alerts: [{ kind: 'halted', application: 'blog' }] });
  });

  it.each([
    [500, 3],
    [503, 3],
    [429, 3],
    [400, 1],
    [404, 1],
    [410, 1],
    [302, 1],
  ])('that answers %d is asked %d times', async (status, times) => {
    const receiver = await startReceiver();
    receiver.answer(status, { location: `${receiver.url}/elsewhere` });
    const channel = createWebhookChannel({ url: `${receiver.url}/hooks/top-secret`, secret, waits: [1, 1] });
    const error: unknown = await channel.send(message, never).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DeliveryError);
    expect(String(error)).toMatch(/503|429|answered|redirects/);
    expect(String(error)).not.toMatch(/top-secret|the-secret/);
    expect(receiver.received.map(({ path }) => path)).toEqual(Array(times).fill('/hooks/top-secret'));
  });

  it('that comes back takes it', async () => {
    const receiver = await startReceiver();
    receiver.answer(503);
    const sent = createWebhookChannel({ url: receiver.url, secret, waits: [300] }).send(message, never);
    await expect.poll(() => receiver.received.length).toBe(1);
    receiver.answer(200);
    await sent;
    expect(receiver.received).toHaveLength(2);
  });

  it.each([
    ['http://169.254.169.254/latest', /never connects to/],
    ['http://user:pass@chat.example.com/x', /user name or password in it/],
    ['http://127.0.0.1:1/hooks/top-secret', /127\.0\.0\.1:1\/…: the connection was refused/],
  ])('at %s fails and says why', async (url, expected) => {
    const sent = createWebhookChannel({ url, secret, waits: [] }).send(message, never);
    await expect(sent).rejects.toThrow(expected);
  });
});

describe('an e-mail', () => {
  const addresses = { from: 'linkspan@example.com', to: ['ops@example.com', 'boss@example.com'] };

  it('is plain text with the counts in its subject', async () => {
    const { port, mails, commands } = await startMailServer();
    await createEmailChannel({ smtp: `smtp://127.0.0.1:${port}`, ...addresses }).send(message, never);
    const [mail = ''] = mails;
    expect(mail).toContain('Subject: [Linkspan] 1 halted, 1 resolved\r\n');
    expect(mail).toContain('To: ops@example.com, boss@example.com\r\n');
    expect(mail).toContain('Content-Type: text/plain; charset=utf-8\r\n');
    expect(mail).toContain('Auto-Submitted: auto-generated\r\n');
    expect(mail).toContain('what to do: linkspan test blog');
    expect(commands).toEqual(expect.arrayContaining(['RCPT TO:<ops@example.com>', 'RCPT TO:<boss@example.com>']));
  });

  it('signs in with the password of the address', async () => {
    const { port, commands } = await startMailServer();
    await createEmailChannel({ smtp: `smtp://ann:p%40ss@127.0.0.1:${port}`, ...addresses }).send(message, never);
    const sent = commands.find((command) => command.startsWith('AUTH PLAIN'))?.split(' ')[2] ?? '';
    expect(Buffer.from(sent, 'base64').toString()).toBe('\0ann\0p@ss');
  });

  it.each([
    ['refuses the password', { AUTH: '535 p@ss is not it' }, /535/],
    ['takes nobody', { RCPT: '550 unknown' }, /550|rejected/],
    ['takes no mail', { DATA: '554 no' }, /554/],
  ])('fails where the server %s, without the password', async (_name, replies, expected) => {
    const { port } = await startMailServer(replies);
    const sent = createEmailChannel({ smtp: `smtp://ann:p%40ss@127.0.0.1:${port}`, ...addresses }).send(message, never);
    const error: unknown = await sent.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DeliveryError);
    expect(String(error)).toMatch(expected);
    expect(String(error)).not.toMatch(/p@ss|p%40ss/);
  });

  it('fails where nobody listens', async () => {
    const sent = createEmailChannel({ smtp: 'smtp://127.0.0.1:1', ...addresses }).send(message, never);
    await expect(sent).rejects.toThrow(/ECONNREFUSED|connect/);
  });
});
