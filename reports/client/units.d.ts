/** Types of `units.js`, the number formats shared by the renderer and the page's script; their contracts stand there. */

export function rung(unit: string, magnitude: number): readonly [unit: string, factor: number];

export function formatScaled(
  value: number | null | undefined,
  scale: { readonly factor: number; readonly decimals: number },
): string;

export function significant(value: number, digits: number): string;

export function quantity(value: number, unit: string): string;

export function plusMinus(error: number): string;
