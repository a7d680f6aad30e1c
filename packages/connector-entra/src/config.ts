import { z } from 'zod';

/** It only pushes to us: there is nothing to connect to. */
export const config = z.strictObject({});
