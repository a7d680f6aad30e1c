import { type Database, type Session, sql } from '../store/index.js';
import type { SigningKey } from './signing-key.js';

export interface KeyStore {
  list(): Promise<readonly SigningKey[]>;
  /**
   * Decides by what is there, and writes it, without another in between. `decide` may be asked again, and throws to write nothing.
   */
  change(decide: (keys: readonly SigningKey[]) => KeyChange): Promise<void>;
}

export interface KeyChange {
  readonly add?: SigningKey;
  readonly retire?: { readonly id: string; readonly at: number };
  readonly startSigning?: { readonly id: string; readonly at: number };
}

interface KeyRow {
  readonly id: string;
  readonly public_key: string;
  readonly private_key: string;
  readonly created_at: number | string;
  readonly signs_from: number | string;
  readonly retired_at: number | string | null;
}

export function createKeyStore({ read, write, dialect }: Database): KeyStore {
  return {
    list: () => listKeys(read),
    async change(decide) {
      await write(async (session) => {
        if (dialect.oneAtATime) await session.all(dialect.oneAtATime('signing keys'));
        const { add, retire, startSigning } = decide(await listKeys(session));
        if (add)
          await session.all(sql`
            insert into signing_keys (id, public_key, private_key, created_at, signs_from)
            values (${add.id}, ${JSON.stringify(add.publicKey)}, ${add.privateKey}, ${add.createdAt}, ${add.signsFrom})`);
        if (retire)
          await session.all(
            sql`update signing_keys set retired_at = ${retire.at} where id = ${retire.id} and retired_at is null`,
          );
        if (startSigning)
          await session.all(sql`update signing_keys set signs_from = ${startSigning.at} where id = ${startSigning.id}`);
      });
    },
  };
}

async function listKeys(session: Session): Promise<readonly SigningKey[]> {
  const rows = await session.all<KeyRow>(sql`select * from signing_keys order by signs_from, id`);
  return rows.map((row) => ({
    id: row.id,
    publicKey: JSON.parse(row.public_key),
    privateKey: row.private_key,
    createdAt: Number(row.created_at),
    signsFrom: Number(row.signs_from),
    ...(row.retired_at !== null && { retiredAt: Number(row.retired_at) }),
  }));
}
