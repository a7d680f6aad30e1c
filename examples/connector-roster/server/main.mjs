import { startRoster } from './start-roster.mjs';

const { ROSTER_PORT = '4010', ROSTER_TOKEN = 'roster-token', ROSTER_HOOK, ROSTER_HOOK_SECRET } = process.env;
const hook = ROSTER_HOOK && ROSTER_HOOK_SECRET ? { url: ROSTER_HOOK, secret: ROSTER_HOOK_SECRET } : undefined;
const roster = await startRoster({ port: Number(ROSTER_PORT), token: ROSTER_TOKEN, ...(hook && { hook }) });
process.stdout.write(`Roster is there:\nexport ROSTER_URL=${roster.url} ROSTER_TOKEN=${roster.token}\n`);
