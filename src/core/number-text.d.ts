/** Types of `number-text.js`; contracts stand there. */

/** A number that may not be known. */
export type Known = number | null | undefined;

export const DIGITS: number;
export const LEAST_PLAIN: number;
export function fixed(value: Known, scale: { readonly factor: number; readonly decimals: number }): string;
export function count(value: number): string;
export function significant(value: Known, digits?: number): string;
export function rounded(value: number, digits: number): string;
export function percent(part: number, digits?: number): string;
export function signedPercent(part: number): string;
export function plusMinus(error: number): string;
export function meanAndHalf(mean: number, half: number): string;
export function times(ratio: number): string;
export function counted(value: number, noun: string): string;
