import { printRows } from './print-rows.mjs';

/** One row a scenario: requests a second bare and at each size, and what the comparison says. */
export function printTable(rows, sizes) {
  const number = (value) => Math.round(value).toLocaleString('en-US');
  const [small, large] = sizes;
  const head = [
    'requests/s',
    'bare Express',
    ...sizes.map((size) => `${number(size)} users`),
    'ours/bare',
    'large/small',
    'p99 ms',
  ];
  const lines = rows.map(({ scenario, bare, bySize }) => [
    scenario,
    number(bare.perSecond),
    ...sizes.map((size) => number(bySize[size].perSecond)),
    (bySize[small].perSecond / bare.perSecond).toFixed(2),
    (bySize[large].perSecond / bySize[small].perSecond).toFixed(2),
    String(bySize[large].p99),
  ]);
  printRows(head, lines);
}
