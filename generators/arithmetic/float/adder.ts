import {
  ModuleBuilder,
  and,
  mux,
  named,
  not,
  or,
  sharedBy,
  slice,
  xor,
  type Signal,
  type PortsOf,
} from "../../../src/hdl/index.ts";
import { biasOf, contains, formatBits } from "../../numeric/float-format.ts";
import { bankInputs, type BankPorts } from "../bank-enables.ts";
import { compress } from "../compressor.ts";
import { resultInStages } from "../pipelined.ts";
import { dualPath, singlePath, type Ordered } from "./adder-paths.ts";
import { cutsOf, floatAdderName, hasEnd, type FloatAdderShape } from "./adder-shape.ts";
import { lessThan } from "./compare.ts";
import { pack } from "./round.ts";
import { anyOf, unpack } from "./unpack.ts";

type FloatAdderInputs = PortsOf<"a" | "b"> & BankPorts;

/**
 * `a`, `b` → `sum`, rounded to nearest even; NaN is the format's canonical one. With stages, an operation per cycle: one
 * begins with `enter`, and all others move on with `advance`.
 *
 *     single   order by magnitude ─► align ─► add ─► normalise ─► round
 *
 *     dual     order ─┬─► align ─► add ─► one place ─► round ─┬─►      exponents apart, or a true sum
 *                     └─► subtract ─► normalise ──────────────┘        massive cancellation: exact
 *
 * @throws if `to` does not hold every value of `from`
 */
export const floatAdder = sharedBy(floatAdderName, (shape: FloatAdderShape) => {
  const { from, to, path, subnormals } = shape;
  const [cuts, end] = [cutsOf(shape), hasEnd(shape)];
  if (!contains(to, from) || biasOf(to) < biasOf(from))
    throw new Error(`float adder: ${to.name} does not hold ${from.name}`);
  const m = new ModuleBuilder<FloatAdderInputs>(
    floatAdderName(shape),
    `Floating-point sum of two ${from.name}, rounded to ${to.name} (nearest even), subnormals ${subnormals}.`,
    path === "single"
      ? "One path: align, add, normalise, round."
      : "Two paths: a far one that rounds, a near one that normalises.",
  );
  const width = formatBits(from);
  const a = m.input("a", width, "a term: sign, exponent, fraction");
  const b = m.input("b", width, "a term: sign, exponent, fraction");
  const enables = bankInputs(m, cuts + (end ? 1 : 0));
  const sum = resultInStages(m, "sum_q", floatSum(shape, a, b), { cuts, end, enables });
  return m.build({ sum }, { sum: "a + b, rounded to nearest even" });
});

function order({ from, subnormals, adder }: FloatAdderShape, wordA: Signal, wordB: Signal): Ordered {
  const sized = formatBits(from) - 1;
  const isLess = named("a_is_smaller", lessThan(slice(wordA, 0, sized), slice(wordB, 0, sized), adder));
  const large = unpack(named("large", mux(isLess, wordB, wordA)), from, subnormals);
  const small = unpack(named("small", mux(isLess, wordA, wordB)), from, subnormals);
  const distance = compress([large.exponent, not(small.exponent)], 1n, from.exponentBits, {
    adder,
    prefix: "distance_",
  });
  return { large, small, isSub: named("is_sub", xor(large.sign, small.sign)), distance: named("distance", distance) };
}

/** The sum as a circuit without registers. */
function floatSum(shape: FloatAdderShape, a: Signal, b: Signal): Signal {
  const { from, to, subnormals } = shape;
  const ordered = order(shape, a, b);
  const { large, small, isSub } = ordered;
  const { rounded, isZero } = shape.path === "single" ? singlePath(shape, ordered) : dualPath(shape, ordered);
  const isNan =
    from.specials === "nan-only"
      ? large.isSpecial
      : and(large.isSpecial, or(anyOf(slice(large.magnitude, 0, from.mantissaBits)), and(isSub, small.isSpecial)));
  // x − x is +0; flushed, so is every difference that is not normal.
  const isTiny = subnormals === "kept" ? isZero : not(rounded.isNormal);
  const isPlusZero = and(isSub, isTiny, ...(looksTiny(shape) ? [not(large.isSpecial)] : []));
  const sign = and(large.sign, not(isPlusZero));
  const isInfinite = from.specials === "ieee" ? { isInfinite: large.isSpecial } : {};
  return pack(sign, rounded, to, { isNan, ...isInfinite, subnormals });
}

/**
 * Whether infinity less a finite number, both read as numbers, may look subnormal, which must not cost infinity its sign:
 * next to 2^(2^e − 1) in units of the field is a number that differs in the last of p places only.
 */
function looksTiny({ from, to, subnormals }: FloatAdderShape): boolean {
  const leastField = 2 ** from.exponentBits - 2 - from.mantissaBits + biasOf(to) - biasOf(from);
  return subnormals === "flushed" && from.specials === "ieee" && leastField < 1;
}
