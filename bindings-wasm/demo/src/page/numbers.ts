/** Numbers as a reader wants them: exact arithmetic, shown with two decimals rounded half up. */

const GROUPED = new Intl.NumberFormat('en');

export function grouped(count: number): string {
  return GROUPED.format(count);
}

/** `9/7` as `1.29`, a whole number as it is. */
export function decimal(fraction: string): string {
  return fraction.includes('/') ? hundredths(fraction, 100n) : GROUPED.format(BigInt(fraction));
}

/** `1/30` as `3.33%`; none for an empty pool. */
export function percent(fraction: string | null): string {
  return fraction === null ? '—' : `${hundredths(fraction, 10_000n)}%`;
}

/** A fraction as a floating number, for the length of a bar and nothing else. */
export function approximate(fraction: string): number {
  const [numerator, denominator] = parts(fraction);
  return Number((numerator * 1_000_000n) / denominator) / 1_000_000;
}

function hundredths(fraction: string, scale: bigint): string {
  const [numerator, denominator] = parts(fraction);
  const scaled = (2n * numerator * scale + denominator) / (2n * denominator);
  return `${GROUPED.format(scaled / 100n)}.${(scaled % 100n).toString().padStart(2, '0')}`;
}

function parts(fraction: string): [bigint, bigint] {
  const [numerator = '0', denominator = '1'] = fraction.split('/');
  return [BigInt(numerator), BigInt(denominator)];
}
