import { openInstallationKey } from '../installation/installation-key.js';
import { createKeyStore, type KeyStore } from '../keys/create-key-store.js';
import { generateSigningKey } from '../keys/generate-signing-key.js';
import { isPublished, type JudgedKey, judgeKeys, type KeyPhase } from '../keys/judge-keys.js';
import type { SigningKey } from '../keys/signing-key.js';
import { describeTime } from './describe-time.js';
import { type ExitCode, exitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';
import { requireName, UsageError } from './usage-error.js';
import { withInstallation } from './with-installation.js';

interface KeyOptions {
  readonly json?: boolean;
}

interface Keys {
  readonly store: KeyStore;
  generate(signsFrom: number): Promise<SigningKey>;
}

/** `linkspan key list`. */
export function listKeys(terminal: Terminal, { json = false }: KeyOptions): Promise<ExitCode> {
  return withKeys(terminal, async ({ store }) => {
    const { print, colors, command } = terminal;
    const keys = judgeKeys(await store.list(), Date.now());
    if (json) print(JSON.stringify(keys.map(publish), null, 2));
    else if (keys.length === 0)
      print(
        `There is no key yet. A server that has receivers under \`events\` makes one; so does "${command} key create".`,
      );
    else for (const key of keys) print(isPublished(key) ? describe(key) : colors.dim(describe(key)));
    return exitCode.ok;
  });
}

/** `linkspan key create`: the first key. */
export function createKey(terminal: Terminal, options: KeyOptions): Promise<ExitCode> {
  return withKeys(terminal, async ({ store, generate }) => {
    const added = await generate(Date.now());
    await store.change((keys) => {
      const living = keys.find(({ retiredAt }) => retiredAt === undefined);
      if (living) throw new UsageError(`there is a key already (${living.id}). Use "${terminal.command} key rotate".`);
      return { add: added };
    });
    return show(terminal, store, added.id, options);
  });
}

/** `linkspan key rotate`: the next key, published before it signs. */
export function rotateKey(
  terminal: Terminal,
  { after, ...options }: KeyOptions & { readonly after: number },
): Promise<ExitCode> {
  return withKeys(terminal, async ({ store, generate }) => {
    const added = await generate(Date.now() + after);
    await store.change((keys) => {
      const coming = judgeKeys(keys, Date.now()).find(({ phase }) => phase === 'coming');
      if (coming && after > 0) {
        const when = describeTime(coming.signsFrom);
        throw new UsageError(`the key ${coming.id} signs from ${when} already. Wait for it, or retire it first.`);
      }
      return { add: added };
    });
    return show(terminal, store, added.id, options);
  });
}

/** `linkspan key retire <key>`: where it signs, the next one does at once. */
export function retireKey(terminal: Terminal, id: string, options: KeyOptions): Promise<ExitCode> {
  return withKeys(terminal, async ({ store }) => {
    const now = Date.now();
    await store.change((keys) => {
      const living = judgeKeys(keys, now).filter(({ phase }) => phase !== 'retired');
      requireName(
        'key',
        id,
        living.map((key) => key.id),
      );
      const retire = { id, at: now };
      if (!living.some((key) => key.id === id && key.phase === 'signing')) return { retire };
      const next = living.find(({ phase }) => phase === 'coming');
      if (next === undefined)
        throw new UsageError(
          `${id} signs, and there is no other. Make one first: "${terminal.command} key rotate --after 0m".`,
        );
      return { retire, startSigning: { id: next.id, at: now } };
    });
    return show(terminal, store, id, options);
  });
}

function withKeys(terminal: Terminal, work: (keys: Keys) => Promise<ExitCode>): Promise<ExitCode> {
  return withInstallation(terminal, ({ configuration, database }) =>
    work({
      store: createKeyStore(database),
      generate: (signsFrom) =>
        generateSigningKey(openInstallationKey(configuration.dataFolder, terminal.environment), {
          now: Date.now(),
          signsFrom,
        }),
    }),
  );
}

async function show({ print }: Terminal, store: KeyStore, id: string, { json = false }: KeyOptions): Promise<ExitCode> {
  const key = judgeKeys(await store.list(), Date.now()).find((one) => one.id === id);
  if (key) print(json ? JSON.stringify(publish(key), null, 2) : describe(key));
  return exitCode.ok;
}

const words: Readonly<Record<KeyPhase, (key: SigningKey) => string>> = {
  coming: ({ signsFrom }) => `published, signs from ${describeTime(signsFrom)}`,
  signing: () => 'signs',
  published: () => 'signed until lately, still published',
  past: () => 'signed once, not published any more',
  retired: ({ retiredAt = 0 }) => `retired ${describeTime(retiredAt)}`,
};

function describe(key: JudgedKey): string {
  return `${key.id}  made ${describeTime(key.createdAt)}  ${words[key.phase](key)}`;
}

/** Without the private half, sealed or not. */
function publish({ privateKey: _, ...key }: JudgedKey) {
  return key;
}
