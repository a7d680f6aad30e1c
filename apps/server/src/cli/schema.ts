import { configurationJsonSchema } from '../config/configuration-json-schema.js';
import { type ExitCode, exitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';

/** `linkspan schema`: the JSON Schema of `linkspan.yaml`, for editors. */
export function schema({ print }: Terminal): ExitCode {
  print(JSON.stringify(configurationJsonSchema(), null, 2));
  return exitCode.ok;
}
