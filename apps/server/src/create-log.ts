import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { writeLogLine } from './write-log-line.js';

/** Names that hold secrets, wherever a library puts them into what it logs. */
const secretNames = ['authorization', 'password', 'token', 'secret', 'cookie', 'x-api-key'];

/** Structured lines on stderr: stdout belongs to what a command was asked for. Messages are constant, data stand beside. */
export function createLog(
  level: 'info' | 'warn' | 'silent',
  destination: DestinationStream = { write: (line) => writeLogLine(2, line) },
): Logger {
  const paths = secretNames.flatMap((name) => [
    `["${name}"]`,
    `*["${name}"]`,
    `*.headers["${name}"]`,
    `headers["${name}"]`,
  ]);
  return pino(
    {
      level,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: '[redacted]' },
      serializers: { err: stdSerializers.err, error: stdSerializers.err },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
    },
    destination,
  );
}
