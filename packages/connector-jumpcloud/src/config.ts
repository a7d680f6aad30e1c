import { z } from 'zod';

/** JumpCloud only pushes to us, so there is nothing to configure yet. */
export const config = z.strictObject({});
