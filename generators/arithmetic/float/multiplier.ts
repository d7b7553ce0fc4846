import {
  and,
  bit,
  concat,
  constant,
  ModuleBuilder,
  mux,
  named,
  not,
  or,
  replicate,
  sharedBy,
  slice,
  xor,
  zeroExtend,
  type Signal,
  type PortsOf,
} from "../../../src/hdl/index.ts";
import { biasOf, formatBits, type FloatFormat, type Subnormals } from "../../numeric/float-format.ts";
import { bankInputs, type BankPorts } from "../bank-enables.ts";
import { compress, type Adder } from "../compressor.ts";
import { multiplyUnsigned } from "../multiplier.ts";
import { resultInStages } from "../pipelined.ts";
import { pack, roundToNearest } from "./round.ts";
import { normalise, shiftRight } from "./shift.ts";
import { anyOf, unpack, type Unpacked } from "./unpack.ts";

/** What shapes a floating-point multiplier. */
export interface FloatMultiplierShape {
  readonly format: FloatFormat;
  readonly adder: Adder;
  /** As in `FloatAdderShape`. */
  readonly stages: number;
  readonly subnormals: Subnormals;
}

/** Verilog name: says all that shapes the module. */
export function floatMultiplierName({ format, adder, stages, subnormals }: FloatMultiplierShape): string {
  const flush = subnormals === "flushed" ? "_flush" : "";
  return `float_multiply_${format.name}${adder === "prefix" ? "_prefix" : ""}${flush}${stages > 0 ? `_s${stages}` : ""}`;
}

type FloatMultiplierInputs = PortsOf<"a" | "b"> & BankPorts;

/**
 * `a`, `b` → `product` in one format, rounded to nearest even; 0 · infinity is NaN.
 *
 *     significands ─► product ─► right, if too small for the format ─► normalise ─► round
 *     exponents ───────────────────▲
 */
export const floatMultiplier = sharedBy(floatMultiplierName, (shape: FloatMultiplierShape) => {
  const { format, stages, subnormals } = shape;
  const m = new ModuleBuilder<FloatMultiplierInputs>(
    floatMultiplierName(shape),
    `Floating-point product of two ${format.name}, rounded to nearest even, subnormals ${subnormals}.`,
  );
  const width = formatBits(format);
  const a = m.input("a", width, "a factor: sign, exponent, fraction");
  const b = m.input("b", width, "a factor: sign, exponent, fraction");
  const enables = bankInputs(m, stages);
  const options = { cuts: Math.max(0, stages - 1), end: stages > 0, enables };
  const product = resultInStages(m, "product_q", floatProduct(shape, a, b), options);
  return m.build({ product }, { product: "a times b, rounded to nearest even" });
});

function floatProduct(shape: FloatMultiplierShape, wordA: Signal, wordB: Signal): Signal {
  const { format, adder, subnormals } = shape;
  const [a, b] = [unpack(wordA, format, subnormals), unpack(wordB, format, subnormals)];
  const product = named(
    "product_of_significands",
    multiplyUnsigned(a.significand, b.significand, { adder, prefix: "product_" }),
  );
  // Exponent field of the product less 1, if its top bit is 1; signed.
  const wide = format.exponentBits + 2;
  const bias = -BigInt(biasOf(format));
  const options = { adder, prefix: "exponent_" };
  const terms = [zeroExtend(a.exponent, wide), zeroExtend(b.exponent, wide)];
  const exponent = named("exponent", compress(terms, bias, wide, options));
  const small = toSmall(product, exponent, format, adder);
  const isLimited = true;
  const normal =
    subnormals === "kept"
      ? normalise(small.word, small.room, { isLimited, prefix: "" })
      : onePlace(small.word, small.room, adder);
  const word = named("normal", normal.word);
  const rounded = roundToNearest({ word, room: normal.room, sticky: small.sticky }, format, {
    canOverflow: true,
    adder,
    prefix: "",
  });
  const sign = xor(a.sign, b.sign);
  // Flushed, a product that is too small becomes +0; one that is 0 keeps its sign.
  const isKept = or(rounded.isNormal, isZero(a), isZero(b));
  const specials = specialsOf(a, b, format);
  return pack(subnormals === "kept" ? sign : and(sign, isKept), rounded, format, { ...specials, subnormals });
}

/** A product below the smallest normal number goes right, so that its exponent is not negative. */
function toSmall(product: Signal, exponent: Signal, format: FloatFormat, adder: Adder) {
  const wide = exponent.width;
  const isNegative = named("is_small", bit(exponent, wide - 1));
  const amountBits = Math.ceil(Math.log2(format.mantissaBits + 4));
  const distance = compress([not(exponent)], 1n, wide, { adder, prefix: "distance_" });
  const isFar = wide - 1 > amountBits ? anyOf(slice(distance, amountBits, wide - 1 - amountBits)) : constant(1, 0);
  const amount = or(slice(distance, 0, amountBits), replicate(isFar, amountBits));
  const { shifted, sticky } = shiftRight(product, and(amount, replicate(isNegative, amountBits)));
  return { word: shifted, sticky, room: and(slice(exponent, 0, wide - 1), replicate(not(isNegative), wide - 1)) };
}

/** Normal operands: the product has its first 1 in one of two places. */
function onePlace(word: Signal, room: Signal, adder: Adder) {
  const isMoved = and(not(bit(word, word.width - 1)), anyOf(room));
  const moved = concat(constant(1, 0), slice(word, 0, word.width - 1));
  const less = compress([room, replicate(isMoved, room.width)], 0n, room.width, { adder, prefix: "room_" });
  return { word: mux(isMoved, moved, word), room: less };
}

function specialsOf(a: Unpacked, b: Unpacked, { specials, mantissaBits }: FloatFormat) {
  if (specials === "nan-only") return { isNan: or(a.isSpecial, b.isSpecial) };
  const isNan = ({ isSpecial, magnitude }: Unpacked): Signal =>
    and(isSpecial, anyOf(slice(magnitude, 0, mantissaBits)));
  return {
    isNan: or(isNan(a), isNan(b), and(a.isSpecial, isZero(b)), and(b.isSpecial, isZero(a))),
    isInfinite: or(a.isSpecial, b.isSpecial),
  };
}

function isZero({ significand }: Unpacked): Signal {
  return not(anyOf(significand));
}
