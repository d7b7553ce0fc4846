import {
  and,
  bit,
  concat,
  constant,
  ModuleBuilder,
  or,
  replicate,
  shared,
  slice,
  type Module,
  zeroExtend,
  type Signal,
  type PortsOf,
} from "../../../src/hdl/index.ts";
import { biasOf, contains, formatBits, type FloatFormat, type Subnormals } from "../../numeric/float-format.ts";
import { compress } from "../compressor.ts";
import { normalise } from "./shift.ts";
import { unpack } from "./unpack.ts";

/** What shapes an exact conversion. */
export interface WidenShape {
  readonly from: FloatFormat;
  /** Holds every value of `from`. */
  readonly to: FloatFormat;
  readonly subnormals: Subnormals;
}

/** Verilog name: says all that shapes the module. */
export function widenName({ from, to, subnormals }: WidenShape): string {
  return `float_widen_${from.name}_${to.name}${subnormals === "flushed" ? "_flush" : ""}`;
}

/** `a` → `word`: the same value in a wider format; NaN stays NaN, not necessarily the canonical one. */
export function widen(shape: WidenShape): Module<PortsOf<"a">, PortsOf<"word">> {
  return shared(widenName(shape), () => {
    const m = new ModuleBuilder<PortsOf<"a">>(widenName(shape), `${shape.from.name} as ${shape.to.name}, exactly.`);
    const word = widened(m.input("a", formatBits(shape.from), "a number"), shape);
    return m.build({ word }, { word: "the same number in the wider format" });
  });
}

function widened(word: Signal, { from, to, subnormals }: WidenShape): Signal {
  if (!contains(to, from)) throw new Error(`widen: ${to.name} does not hold ${from.name}`);
  const { sign, exponent, significand, isSpecial } = unpack(word, from, subnormals);
  const rebias = biasOf(to) - biasOf(from);
  const top = significand.width - 1;
  const fractionOf = (wide: Signal): Signal => {
    const fraction = padBelow(slice(wide, 0, top), to.mantissaBits);
    // Where all ones alone is NaN, the places below take part.
    return to.specials === "nan-only" ? or(fraction, replicate(isSpecial, to.mantissaBits)) : fraction;
  };
  if (rebias === 0) {
    return concat(fractionOf(significand), slice(word, from.mantissaBits, from.exponentBits), sign);
  }
  // The field less 1 if the hidden bit is 1; it is far from 0.
  const wide = [zeroExtend(exponent, to.exponentBits)];
  const room = compress(wide, BigInt(rebias - 1), to.exponentBits, { prefix: "rebias_" });
  const isLimited = subnormals === "kept" && rebias < significand.width;
  const normal =
    subnormals === "kept" ? normalise(significand, room, { isLimited, prefix: "" }) : { word: significand, room };
  const hidden = bit(normal.word, top);
  const base = and(normal.room, replicate(hidden, to.exponentBits));
  const field = compress([base, hidden], 0n, to.exponentBits, { prefix: "field_" });
  const special = replicate(isSpecial, to.exponentBits);
  return concat(fractionOf(normal.word), or(field, special), sign);
}

function padBelow(fraction: Signal, width: number): Signal {
  return width === fraction.width ? fraction : concat(constant(width - fraction.width, 0), fraction);
}
