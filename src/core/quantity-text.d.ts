import type { Known } from "./number-text.js";

/** Types of `quantity-text.js`; contracts stand there. */

/** How the numbers of a column are written. */
export interface ColumnScale {
  /** Unit of the values. */
  readonly base: string;
  /** Unit that the column is written in, for its head; empty if each value has its own. */
  readonly unit: string;
  /** From the one to the other; undefined if each value has its own. */
  readonly factor: number | undefined;
}

export function unitFor(unit: string, magnitude: number): readonly [unit: string, factor: number];
export function quantity(value: Known, unit: string): string;
export function quantityParts(value: Known, unit: string): readonly [number: string, unit: string];
export function columnScale(unit: string, values: readonly number[]): ColumnScale;
export function cell(value: Known, scale: Pick<ColumnScale, "base" | "factor">): string;
