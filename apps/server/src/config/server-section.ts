import { defaultLimits } from '@linkspan/core';
import { z } from 'zod';
import { acceptsTrustProxy } from './accepts-trust-proxy.js';
import { limitsSection } from './limits-section.js';
import { parseAddress } from './parse-address.js';

const listenRemedy = 'Write host:port, such as "127.0.0.1:8080".';
const urlRemedy = 'Write the address that identity providers use, such as "https://provisioning.example.com".';
const sizeRemedy = 'Write a size such as 512KiB or 8MiB.';
const proxyRemedy =
  'Write true, the number of proxies in front, or their addresses, such as ["loopback", "10.0.0.0/8"].';
const sizes = { KiB: 1024, MiB: 1024 ** 2 } as const;
const defaultBodyLimit = `${defaultLimits.bodyBytes / sizes.MiB}MiB`;

const listen = z.string({ error: listenRemedy }).transform((text, context) => {
  const address = parseAddress(text);
  if (address) return address;
  context.addIssue({ code: 'custom', message: listenRemedy, input: text });
  return z.NEVER;
});

const publicUrl = z
  .url({ protocol: /^https?$/, error: urlRemedy })
  .refine((url) => !/[?#@]/.test(url), { error: `${urlRemedy} Without credentials, "?" or "#".` })
  .transform((url) => url.replace(/\/+$/, ''));

const bodyLimit = z
  .string({ error: sizeRemedy })
  .regex(/^[1-9]\d{0,4}(KiB|MiB)$/, { error: sizeRemedy })
  .transform((text) => Number.parseInt(text, 10) * (text.endsWith('KiB') ? sizes.KiB : sizes.MiB));

export const serverSection = z.strictObject({
  listen: listen.prefault('127.0.0.1:8080').meta({ description: `host:port. Default 127.0.0.1:8080.` }),
  publicUrl: publicUrl.exactOptional().meta({
    description: 'What identity providers reach this server by; it begins every location. Default: the listen address.',
  }),
  trustProxy: z
    .union([z.boolean(), z.int().min(0), z.string().min(1), z.array(z.string().min(1))], { error: proxyRemedy })
    .refine(acceptsTrustProxy, { error: proxyRemedy })
    .default(false)
    .meta({ description: 'Whose X-Forwarded-* headers are believed: as Express "trust proxy". Default false.' }),
  tls: z
    .strictObject({
      certificate: z.string().min(1).meta({ description: 'PEM file with the certificate and its chain.' }),
      key: z.string().min(1).meta({ description: 'PEM file with the private key.' }),
    })
    .exactOptional()
    .meta({ description: 'Absent: plain HTTP, for a proxy in front.' }),
  bodyLimit: bodyLimit
    .prefault(defaultBodyLimit)
    .meta({ description: `Larger request bodies are answered 413. Default ${defaultBodyLimit}.` }),
  limits: limitsSection.prefault({}).meta({ description: 'What one SCIM request may ask for.' }),
});
