import type { Digit } from "./cells.ts";

/** Combinations of digits that are gone through, at most. */
const MOST_COMBINATIONS = 2 ** 17;

/**
 * Those of some digits that something really depends on: the others may stand anywhere, and it comes out the same. Undefined:
 * there are too many combinations to find out. The digits stand where they stood then.
 * @param numberNow equal numbers where it comes out the same
 */
export function decidingDigits(digits: readonly Digit[], numberNow: () => number): readonly Digit[] | undefined {
  const moving = digits.filter(({ size }) => size > 1);
  const combinations = moving.reduce((product, { size }) => product * size, 1);
  if (combinations > MOST_COMBINATIONS) return undefined;
  const before = moving.map(({ state }) => state);
  const numbers = Int32Array.from({ length: combinations }, (_, combination) => {
    setTo(moving, combination);
    return numberNow();
  });
  for (const [i, digit] of moving.entries()) digit.state = before[i]!;
  let stride = 1;
  return moving.filter(({ size }) => {
    const step = stride;
    stride *= size;
    return numbers.some((number, at) => number !== numbers[at - (Math.floor(at / step) % size) * step]);
  });
}

/** Sets digits to a combination, the first one changing fastest. */
function setTo(digits: readonly Digit[], combination: number): void {
  let rest = combination;
  for (const digit of digits) {
    const state = rest % digit.size;
    rest = (rest - state) / digit.size;
    if (digit.state !== state) digit.state = state;
  }
}
