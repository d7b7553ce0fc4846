/**
 * The table of one group. Entry v (1 ≤ v ≤ E) is the sum Σ c_i·x_i whose coefficients are the balanced-ternary digits
 * of v, v = Σ c_i·3^i; the group −v is its negative, the group 0 is not stored.
 */
export interface Entry {
  readonly value: number;
  /** c_0 … c_{µ−1}. */
  readonly digits: readonly number[];
  readonly nonZeros: number;
  /** Exact width: w + ⌈log2 nonZeros⌉, as the leading coefficient is +1. */
  readonly bits: number;
  /** Position of bit 0 in the bus of all entries. */
  readonly offset: number;
  /** How the entry is made of smaller ones; undefined for a plain activation. */
  readonly sum: { readonly high: number; readonly low: number; readonly isSubtracted: boolean } | undefined;
}

/** E = (3^µ − 1)/2. */
export function entryCount(groupSize: number): number {
  return (3 ** groupSize - 1) / 2;
}

/** Balanced-ternary digits of a value, least significant first. */
export function balancedDigits(value: number, count: number): number[] {
  const digits: number[] = [];
  let rest = value;
  for (let i = 0; i < count; i++) {
    const digit = ((((rest + 1) % 3) + 3) % 3) - 1;
    digits.push(digit);
    rest = (rest - digit) / 3;
  }
  return digits;
}

const tables = new Map<string, readonly Entry[]>();

/** All entries, in order of their value; the bus carries them in this order. Worked out once for each µ and w. */
export function tableEntries(groupSize: number, activationBits: number): readonly Entry[] {
  const key = `${groupSize} ${activationBits}`;
  const entries = tables.get(key) ?? listEntries(groupSize, activationBits);
  tables.set(key, entries);
  return entries;
}

function listEntries(groupSize: number, activationBits: number): Entry[] {
  const entries: Entry[] = [];
  let offset = 0;
  for (let value = 1; value <= entryCount(groupSize); value++) {
    const digits = balancedDigits(value, groupSize);
    const nonZeros = digits.filter((digit) => digit !== 0).length;
    const bits = activationBits + Math.ceil(Math.log2(nonZeros));
    entries.push({ value, digits, nonZeros, bits, offset, sum: nonZeros === 1 ? undefined : split(digits, nonZeros) });
    offset += bits;
  }
  return entries;
}

/** Cuts the non-zero digits into an upper and a lower half, each a smaller entry up to its sign. */
function split(digits: readonly number[], nonZeros: number): NonNullable<Entry["sum"]> {
  let upper = 0;
  let lower = 0;
  let seen = 0;
  for (let i = digits.length - 1; i >= 0; i--) {
    const digit = digits[i] as number;
    if (digit === 0) continue;
    if (seen++ < Math.ceil(nonZeros / 2)) upper += digit * 3 ** i;
    else lower += digit * 3 ** i;
  }
  return { high: upper, low: Math.abs(lower), isSubtracted: lower < 0 };
}
