import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFolder } from '../testing/new-folder.js';
import { loadHostConfiguration } from './load-host-configuration.js';

const page = readFileSync(new URL('../../../../docs/operators/drupal.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);
const secret = 'a-secret-of-some-length';
const environment = {
  INTRANET_PASSWORD: secret,
  INTRANET_SCIM_TOKEN: secret,
  INTRANET_WEBHOOK_SECRET: secret,
  BLOG_PASSWORD: secret,
};

function load(yaml: string) {
  const folder = newFolder();
  writeFileSync(join(folder, 'linkspan.yaml'), yaml);
  return loadHostConfiguration({ environment, folder });
}

const head = 'applications:\n  intranet:\n    connector: "@linkspan/connector-drupal"\n';

it.each(blocks)('an example of Drupal’s guide is right as it stands: %s', async (block) => {
  const { applications } = await load(block.includes('applications:') ? block : head + block);
  expect(applications.map(({ name }) => name)).toContain('intranet');
});

it('the guide shows each way to reach a site, and the way from Drupal to WordPress', async () => {
  const [jsonApi, push, ...others] = blocks.filter((block) => block.includes('applications:'));
  expect([jsonApi !== undefined, others, blocks.filter((block) => block.includes('mode: scim'))]).toEqual([
    true,
    [],
    [expect.anything()],
  ]);
  const { applications, clients } = await load(push ?? '');
  expect(clients.map(({ name }) => name)).toEqual(['intranet']);
  const [intranet, blog] = applications;
  expect([intranet?.client, intranet?.policy.twoWay?.onNew]).toEqual(['intranet', 'import']);
  expect(blog?.policy.schedules).toHaveLength(1);
});

it('accounts may be found by the companion’s external id', async () => {
  const [, correlation = ''] = /`(correlation: \[.*?), …\]`/.exec(page) ?? [];
  const config = '    config: { url: "https://i.example.com", username: a, password: { env: INTRANET_PASSWORD } }\n';
  const { applications } = await load(`${head}${config}    ${correlation}]\n`);
  expect(applications[0]?.policy.correlation).toEqual([
    { scim: 'id', remote: 'linkspan_external_id', onMatch: 'adopt' },
  ]);
});
