import { balancedDigits, entryCount } from "./entries.ts";

/** An entry of a table of floating-point numbers, whose sums depend on the order of their terms. */
export interface FloatEntry {
  readonly value: number;
  /** c_0 … c_{µ−1}. */
  readonly digits: readonly number[];
  /** Adders in series behind an activation: 0 for a plain one. */
  readonly depth: number;
  /** How the entry is made of smaller ones; undefined for a plain activation. */
  readonly sum: { readonly high: number; readonly low: number; readonly isSubtracted: boolean } | undefined;
}

const tables = new Map<number, readonly FloatEntry[]>();

/**
 * All entries, in order of their value, as sums by *position*: the places of the group are cut in halves (the upper one
 * larger), and these again; a half without a weight is left out. So the order in which some weights are added does not
 * depend on the others: one on an input that does not exist, which adds 0, changes nothing. Price: as for integers, one
 * adder for each entry of two or more activations, ⌈log2 µ⌉ in series.
 */
export function floatEntries(groupSize: number): readonly FloatEntry[] {
  const known = tables.get(groupSize);
  if (known !== undefined) return known;
  const values = Array.from({ length: entryCount(groupSize) }, (_, i) => i + 1);
  const entries = values.map((value): FloatEntry => {
    const digits = balancedDigits(value, groupSize);
    return { value, digits, ...placed(digits, 0, groupSize) };
  });
  tables.set(groupSize, entries);
  return entries;
}

/** How the digits from `first` to below `end` are added: their value is a smaller entry, or its negative. */
function placed(digits: readonly number[], first: number, end: number): Pick<FloatEntry, "depth" | "sum"> {
  if (end - first === 1) return { depth: 0, sum: undefined };
  const middle = end - Math.ceil((end - first) / 2);
  const [low, high] = [valueOf(digits, first, middle), valueOf(digits, middle, end)];
  if (high === 0) return placed(digits, first, middle);
  if (low === 0) return placed(digits, middle, end);
  const depth = 1 + Math.max(placed(digits, first, middle).depth, placed(digits, middle, end).depth);
  return { depth, sum: { high, low: Math.abs(low), isSubtracted: low < 0 } };
}

function valueOf(digits: readonly number[], first: number, end: number): number {
  return digits.slice(first, end).reduce((sum, digit, i) => sum + digit * 3 ** (first + i), 0);
}
