import { randomUUID } from 'node:crypto';
import type { Tenant } from './tenant.js';

/** What one tenant could learn of another, and what it asks with. */
export interface TenantNames {
  readonly user: string;
  readonly group: string;
  /** Of a user who was deleted. */
  readonly deleted: string;
  readonly userName: string;
  readonly externalId: string;
  readonly email: string;
  readonly displayName: string;
  readonly etag: string;
  readonly cursor: string;
}

/** People, a group, and somebody deleted, in an empty directory. */
export async function fillTenant(tenant: Tenant, prefix: string): Promise<TenantNames> {
  const [userName, externalId, displayName] = [`${prefix}-ann`, `${prefix}-x1`, `${prefix}-staff`];
  const email = `${prefix}@example.com`;
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
  const user = await tenant.create('/Users', {
    schemas,
    userName,
    externalId,
    emails: [{ value: email, type: 'work' }],
  });
  await tenant.create('/Users', { schemas, userName: `${prefix}-bob` });
  const deleted = await tenant.create('/Users', { schemas, userName: `${prefix}-gone`, externalId: `${prefix}-x2` });
  const group = await tenant.create('/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName,
    members: [{ value: user }, { value: deleted }],
  });
  await tenant.ask({ method: 'DELETE', target: `/Users/${deleted}` });
  const { headers } = await tenant.ask({ method: 'GET', target: `/Groups/${group}` });
  const page = await tenant.ask({ method: 'GET', target: '/Users?cursor&count=1' });
  const { nextCursor = randomUUID() } = JSON.parse(page.text);
  const etag = headers['ETag'] ?? '';
  return { user, group, deleted, userName, externalId, email, displayName, etag, cursor: String(nextCursor) };
}

/** The same, of what never was; ids stand where the others stand in the order of ids. */
export function inventNames(like: TenantNames): TenantNames {
  const invent = (id: string) => id.slice(0, -12) + randomUUID().slice(-12);
  const other = `never-${randomUUID().slice(0, 8)}`;
  return {
    user: invent(like.user),
    group: invent(like.group),
    deleted: invent(like.deleted),
    cursor: randomUUID(),
    userName: `${other}-ann`,
    externalId: `${other}-x1`,
    email: `${other}@example.com`,
    displayName: `${other}-staff`,
    etag: like.etag,
  };
}
