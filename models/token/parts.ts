import type { Macs } from "./pass-macs.ts";
import type { DramBytes } from "./pass-traffic.ts";

/** Energy by what spends it [µJ]; hardware that is not generated here, as attention's, is not in it. */
export interface EnergyUj {
  /** Cores at work and idle, leakage included. */
  readonly cores: number;
  /** Their leakage while DRAM is waited for. */
  readonly waiting: number;
  readonly sram: number;
  readonly dram: number;
}

/** Numbers of one unit that add up to a whole. */
type Parts = DramBytes | Macs | EnergyUj;

/** Sum of the parts of a whole. */
export function totalOf(parts: Parts): number {
  return Object.values(parts).reduce((sum: number, part: number) => sum + part, 0);
}

/** Each part times a factor. */
export function scaled<T extends Parts>(parts: T, factor: number): T {
  return mapParts(parts, (value) => factor * value);
}

/** Part by part. */
export function plus<T extends Parts>(a: T, b: T): T {
  const others = new Map(Object.entries(b));
  return mapParts(a, (value, key) => value + Number(others.get(key)));
}

function mapParts<T extends Parts>(parts: T, of: (value: number, key: string) => number): T {
  return Object.fromEntries(Object.entries(parts).map(([key, value]) => [key, of(Number(value), key)])) as unknown as T; // the same keys
}
