/** What a sheet shows in a cell: 3% and not 0.03, 2025-07-01 and not a moment, 000123 where that is its format. */

import type { NumberFormat } from './formats.ts';

export function shown(value: string | number | boolean | Date, format: NumberFormat | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return moment(value);
  if (format && 'percent' in format) return `${plain(value, 2)}%`;
  return plain(value, 0).padStart(format?.digits ?? 0, '0');
}

function moment(value: Date): string {
  const [day = '', time = ''] = value.toISOString().split(/[TZ.]/);
  return time === '00:00:00' ? day : `${day} ${time}`;
}

/** A number times a power of ten, in digits: exactly what stands in its shortest form, and never `1e-7`. */
export function plain(value: number, shift: number): string {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = 1 + Number(exponent) + shift;
  const whole =
    digits
      .slice(0, Math.max(point, 0))
      .padEnd(point, '0')
      .replace(/^0+(?=\d)/, '') || '0';
  const rest = ('0'.repeat(Math.max(-point, 0)) + digits.slice(Math.max(point, 0))).replace(/0+$/, '');
  return (value < 0 ? '-' : '') + whole + (rest && `.${rest}`);
}
