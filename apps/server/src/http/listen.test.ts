import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ListenOptions, listen } from './listen.js';

const fast = { handshake: 150, headers: 150, request: 300, keepAlive: 150, check: 30 };

async function start(options: Partial<ListenOptions> = {}) {
  const heard: string[] = [];
  const listener = await listen(
    (request, response) => {
      heard.push(String(request.url));
      request.on('data', (piece) => heard.push(String(piece)));
      request.on('end', () => response.end('whole'));
    },
    { address: { host: '127.0.0.1', port: 0 }, timeouts: fast, ...options },
  );
  onTestFinished(() => listener.close(0));
  return { heard, open: () => openTo(listener.address.port) };
}

async function openTo(port: number) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  let said = '';
  socket.on('data', (piece) => {
    said += String(piece);
  });
  await once(socket, 'connect');
  return { socket, said: () => said };
}

/** A byte now and then, until the other side has enough. */
function dribble(socket: Socket, text: string): void {
  let sent = 0;
  const timer = setInterval(() => {
    socket.write(text[sent % text.length] ?? '');
    sent += 1;
  }, 10);
  socket.once('close', () => clearInterval(timer));
}

describe('a caller that takes its time', () => {
  it('over its headers, byte by byte, is cut off', async () => {
    const { open, heard } = await start();
    const { socket, said } = await open();
    socket.write('GET /slow HTTP/1.1\r\nHost: x\r\n');
    dribble(socket, 'X-A: b\r\n');
    await once(socket, 'close');
    expect(said()).toMatch(/^HTTP\/1\.1 408 /);
    expect(heard).toEqual([]);
  });

  it('over its body, byte by byte, is cut off', async () => {
    const { open, heard } = await start();
    const { socket, said } = await open();
    socket.write('POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n');
    dribble(socket, 'x');
    await once(socket, 'close');
    expect(said()).toMatch(/^HTTP\/1\.1 408 /);
    expect(heard.length).toBeGreaterThan(1);
  });

  it('before it says anything is cut off', async () => {
    const { open, heard } = await start();
    const { socket } = await open();
    await once(socket, 'close');
    expect(heard).toEqual([]);
  });

  it('over the handshake of TLS is cut off', async () => {
    const read = (name: string) => readFileSync(new URL(`./__fixtures__/localhost.${name}.pem`, import.meta.url));
    const { open, heard } = await start({ certificate: { cert: read('certificate'), key: read('key') } });
    const { socket } = await open();
    socket.write(Buffer.from([0x16, 0x03, 0x01]));
    await once(socket, 'close');
    expect(heard).toEqual([]);
  });
});

it('headers that are longer than any filter are answered 431', async () => {
  const { open, heard } = await start();
  const { socket, said } = await open();
  socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(17_000)}\r\n\r\n`);
  await once(socket, 'close');
  expect(said()).toMatch(/^HTTP\/1\.1 431 /);
  expect(heard).toEqual([]);
});

describe('connections', () => {
  const ask = async ({ socket, said }: Awaited<ReturnType<typeof openTo>>) => {
    socket.write('GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    await once(socket, 'close');
    return said();
  };

  it('of one sender beyond its share are closed, those before serve on, and a closed one makes room', async () => {
    const refused: unknown[] = [];
    const { open } = await start({
      timeouts: {},
      connections: { mostPerSender: 2, onRefused: (address) => refused.push(address) },
    });
    const [first, second] = [await open(), await open()];
    const third = await open();
    await once(third.socket, 'close');
    expect(refused).toEqual(['127.0.0.1']);
    expect(await ask(first)).toContain('whole');
    expect(await ask(await open())).toContain('whole');
    expect(await ask(second)).toContain('whole');
  });

  it('of a proxy are not counted by sender, but in all', async () => {
    const refused: unknown[] = [];
    const { open } = await start({
      timeouts: {},
      connections: { mostPerSender: 1, most: 2, isProxy: () => true, onRefused: (address) => refused.push(address) },
    });
    const held = [await open(), await open()];
    const third = await open();
    await once(third.socket, 'close');
    expect(refused).toEqual(['127.0.0.1']);
    for (const one of held) expect(await ask(one)).toContain('whole');
  });
});
