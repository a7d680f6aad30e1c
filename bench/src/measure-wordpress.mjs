import { missingForWordPress } from '../../scripts/real-sites/wordpress.mjs';
import { pinCores } from './pin-cores.mjs';
import { printRows } from './print-rows.mjs';
import { say } from './say.mjs';
import { showSpread, spread } from './spread.mjs';
import { measureWordPressShare } from './wordpress-share.mjs';

const flavour = 'mariadb';

/** The share of a real WordPress's own speed that the orchestrator reaches: on cores apart, and where both share all. */
export async function measureWordPress({ quick }) {
  const missing = missingForWordPress(flavour);
  if (missing.length > 0) {
    say(`No WordPress here to measure: apt-get install ${missing.join(' ')}`);
    return undefined;
  }
  const sizes = quick ? { people: 10, rounds: 1 } : { people: 200, rounds: 5 };
  const results = {};
  if (pinCores('all')) results.apart = await measureShare({ ...sizes, apart: true });
  else say('Without taskset, or a second core, the site gets no cores of its own.');
  results.shared = await measureShare({ ...sizes, apart: false });
  return results;
}

async function measureShare(settings) {
  const measured = await measureWordPressShare({ flavour, concurrency: 4, ...settings });
  const seconds = (who, step) =>
    measured.rounds.map((round) => (step === 'all' ? sum(Object.values(round[who])) : round[who][step]));
  const calls = { ...measured.calls, all: sum(Object.values(measured.calls)) };
  printRows(
    [
      `${measured.people} people of WordPress ${measured.version}, ${settings.apart ? 'on cores of its own' : 'all cores shared'} (min / median / max)`,
      'calls',
      'raw calls/s',
      'by the orchestrator',
      'share',
    ],
    Object.keys(calls).map((step) => {
      const [raw, ours] = [seconds('raw', step), seconds('orchestrator', step)];
      const rate = (values) => showSpread(spread(values.map((value) => calls[step] / value)));
      return [
        step,
        String(calls[step]),
        rate(raw),
        rate(ours),
        showSpread(spread(raw.map((value, index) => value / ours[index])), 2),
      ];
    }),
  );
  return measured;
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
