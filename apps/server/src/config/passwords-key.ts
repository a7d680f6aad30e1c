import { z } from 'zod';

export const passwordsKey = z.boolean().default(false).meta({
  description:
    'Whether passwords that clients send are passed on to it. Until then they are kept encrypted, at most seven days. Default: they are dropped.',
});
