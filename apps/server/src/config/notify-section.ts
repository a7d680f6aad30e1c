import { z } from 'zod';
import { holdsPassword } from './holds-password.js';
import { secretReference } from './secret-reference.js';

const urlRemedy = 'Write where the messages are posted, such as "https://chat.example.com/hooks/linkspan".';
const smtpRemedy =
  'Write an address such as "smtp://mail.example.com:587", or { env: NAME } where it has a password in it.';
const addressRemedy = 'Write an e-mail address.';

const address = z.email({ error: addressRemedy });

const smtpUrl = z
  .string()
  .regex(/^smtps?:\/\/[^\s/]+/, { error: smtpRemedy })
  .refine((url) => !holdsPassword(url), {
    error: 'It holds a password. Write { env: NAME } or { file: path }, and put the address there.',
  });

/** Who is told when something waits for a person. */
export const notifySection = z.strictObject({
  webhook: z
    .strictObject({
      url: z
        .union([z.url({ protocol: /^https?$/, error: urlRemedy }), secretReference], { error: urlRemedy })
        .meta({ description: 'Where messages are posted. A reference, where the address itself is a secret.' }),
      secret: secretReference.meta({ description: 'Signs each message, so that the receiver knows who sent it.' }),
    })
    .exactOptional()
    .meta({ description: 'Messages as signed JSON, by POST.' }),
  email: z
    .strictObject({
      smtp: z
        .union([smtpUrl, secretReference], { error: smtpRemedy })
        .meta({ description: 'The mail server: smtp:// or smtps://, or a reference to such an address.' }),
      from: address
        .exactOptional()
        .meta({ description: 'Who they come from. Default: the first of those who receive them.' }),
      to: z.array(address).min(1, { error: 'Name at least one address.' }).meta({ description: 'Who receives them.' }),
    })
    .exactOptional()
    .meta({ description: 'Messages by e-mail.' }),
});
