/** Types of `order.js`, shared by the renderer and the page's script; the contracts stand there. */

export function isOrderUncertain(a: number, b: number, errorA: number, errorB: number): boolean;

export function uncertainPeers(
  values: readonly (number | null | undefined)[],
  errors: readonly number[],
): readonly number[];
