import {
  add,
  and,
  bit,
  choose,
  concat,
  constant,
  ltu,
  mux,
  named,
  not,
  or,
  slice,
  zeroExtend,
  type Signal,
} from "../../../src/hdl/index.ts";
import { multiplyUnsigned } from "../../arithmetic/multiplier.ts";
import type { PulseProduct } from "../../contract/index.ts";

/** The product of two magnitudes; see `productBits` for its width. */
export function productOf(product: PulseProduct, x: Signal, delta: Signal): Signal {
  switch (product) {
    case "multiplier":
      return multiplyUnsigned(x, delta);
    case "shift-add":
      return shiftAndAdd(x, delta);
    case "min":
      return minimum(x, delta);
    case "coincidence":
      throw new Error("internal: coincidences are not computed");
  }
}

/** x times the two highest ones of delta: two selections of a shifted x, and one adder. */
function shiftAndAdd(x: Signal, delta: Signal): Signal {
  const width = x.width + delta.width;
  const first = highestOne(delta);
  const rest = concat(...first.map((hit, i) => and(bit(delta, i), not(hit))));
  // Bit k of x·2^i is bit k − i of x: only what can be one is selected from.
  const selected = (hits: readonly Signal[]): Signal =>
    concat(
      ...Array.from({ length: width }, (_, k) => {
        const places = hits.flatMap((hit, i) => (k - i >= 0 && k - i < x.width ? [{ hit, value: bit(x, k - i) }] : []));
        if (places.length === 0) return constant(1, 0);
        return choose(
          places.map(({ hit }) => hit),
          places.map(({ value }) => value),
        );
      }),
    );
  return add(named("first_term", selected(first)), named("second_term", selected(highestOne(rest))));
}

/** One-hot: which bit is the highest one; all zero for zero. */
function highestOne(word: Signal): Signal[] {
  const hits: Signal[] = [];
  let above: Signal = constant(1, 0);
  for (let i = word.width - 1; i >= 0; i--) {
    hits.unshift(and(bit(word, i), not(above)));
    above = or(above, bit(word, i));
  }
  return hits;
}

function minimum(a: Signal, b: Signal): Signal {
  const wide = Math.max(a.width, b.width);
  const width = Math.min(a.width, b.width);
  const isLess = ltu(zeroExtend(a, wide), zeroExtend(b, wide));
  return mux(isLess, slice(a, 0, width), slice(b, 0, width));
}
