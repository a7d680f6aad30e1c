import type { Tenant, TenantAnswer } from './tenant.js';
import type { TenantNames } from './tenant-names.js';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** An answer as it would be for anybody: what was asked with, one's own ids, new ids and times have names instead. */
export function normalizeAnswer(tenant: Tenant, answer: TenantAnswer, asked: TenantNames, own: TenantNames): string {
  const named: readonly (readonly [text: string, name: string])[] = [
    [tenant.baseUrl, '<base>'],
    ...Object.entries(own).flatMap(([name, text]) => (name === 'etag' ? [] : [[text, `<own ${name}>`] as const])),
    ...Object.entries(asked).flatMap(([name, text]) => (name === 'etag' ? [] : [[text, `<${name}>`] as const])),
    [asked.externalId.replace('x1', 'x2'), '<deleted externalId>'],
  ];
  const text = [answer.status, JSON.stringify(answer.headers), answer.text].join('\n');
  return named
    .reduce((rest, [found, name]) => rest.replaceAll(found, name), text)
    .replaceAll(uuid, '<new>')
    .replaceAll(time, '<time>');
}
