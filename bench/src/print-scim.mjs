import { printRows } from './print-rows.mjs';
import { say } from './say.mjs';
import { scenarios } from './scenarios.mjs';

/** One row a scenario: at each size its rate and its share of the yardstick, and how flat it is from the smallest to the largest. */
export function printScim({ name, share }, results) {
  const number = (value) => Math.round(value).toLocaleString('en-US');
  const [small] = results;
  const large = results.at(-1);
  const head = [
    `${name}, requests/s`,
    ...results.flatMap(({ size }) => [`${number(size)} users`, 'share']),
    'wanted',
    'large/small',
    'p99 ms',
  ];
  const lines = Object.entries(large.rows).map(([scenario, { ours }]) => [
    scenario,
    ...results.flatMap(({ rows }) => {
      const row = rows[scenario];
      return row === undefined ? ['', ''] : [number(row.ours.perSecond), shareOf(row).toFixed(3)];
    }),
    (scenarios[scenario].goal * share).toFixed(3),
    small.rows[scenario] === undefined
      ? ''
      : (shareOf(large.rows[scenario]) / shareOf(small.rows[scenario])).toFixed(2),
    String(ours.p99),
  ]);
  printRows(head, lines);
  const memory = results.map(({ size, rows }) => {
    const figures = Object.values(rows).flatMap(({ mebibytes = [] }) => mebibytes);
    return `${number(size)} users: ${figures.length === 0 ? 'not told' : `${Math.max(...figures)} MiB`}`;
  });
  say(`Resident memory of the server at most: ${memory.join(', ')}.`);
}

function shareOf({ yardstick, ours }) {
  return ours.perSecond / yardstick.perSecond;
}
