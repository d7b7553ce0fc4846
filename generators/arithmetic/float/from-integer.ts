import {
  and,
  bit,
  concat,
  constant,
  ModuleBuilder,
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
import { biasOf, largestFinite, type FloatFormat, type Subnormals } from "../../numeric/float-format.ts";
import { compress, type Adder } from "../compressor.ts";
import { pack, roundToNearest } from "./round.ts";
import { normalise, shiftRight } from "./shift.ts";
import { allOf, anyOf } from "./unpack.ts";

/** What shapes the conversion of a scaled integer. */
export interface FromIntegerShape {
  /** Bits of the integer, two's complement. */
  readonly width: number;
  /** Bits of the exponent field E of the span, 1 … 2^bits − 1. */
  readonly exponentBits: number;
  /** The value is total · 2^(E − scale). */
  readonly scale: number;
  readonly to: FloatFormat;
  readonly adder: Adder;
  readonly subnormals: Subnormals;
  /** Registers behind the result, enabled by `advance`: 0 or 1. */
  readonly stages: number;
}

/** Verilog name: says all that shapes the module. */
export function fromIntegerName(shape: FromIntegerShape): string {
  const { width, exponentBits, scale, to, adder, subnormals, stages } = shape;
  const flush = subnormals === "flushed" ? "_flush" : "";
  return `float_from_w${width}_e${exponentBits}_s${scale}_${to.name}${adder === "prefix" ? "_prefix" : ""}${flush}${stages > 0 ? `_s${stages}` : ""}`;
}

type FromIntegerInputs = PortsOf<"total" | "exponent" | "is_nan", "advance">;

/** `total`, `exponent`, `is_nan` → `result`, rounded to nearest even. */
export const fromInteger = sharedBy(fromIntegerName, (shape: FromIntegerShape) => {
  const { width, exponentBits, to, adder, subnormals } = shape;
  const m = new ModuleBuilder<FromIntegerInputs>(
    fromIntegerName(shape),
    `An aligned sum of ${width} bits and its exponent as ${to.name}: magnitude, normalise, round.`,
  );
  const integer = m.input("total", width, "the sum, an integer");
  const exponent = m.input("exponent", exponentBits, "the exponent that it stands under");
  const isNan = m.input("is_nan", 1, "it is no number");
  const sign = bit(integer, width - 1);
  const flipped = xor(integer, replicate(sign, width));
  const magnitude = named("magnitude", compress([flipped, sign], 0n, width, { adder, prefix: "magnitude_" }));
  const { word, room, sticky, canOverflow } = placed(shape, magnitude, exponent);
  const normal = normalise(word, room, { isLimited: isLimited(shape), prefix: "" });
  const rounded = roundToNearest(
    { word: named("normal", normal.word), room: normal.room, ...(sticky === undefined ? {} : { sticky }) },
    to,
    { canOverflow, adder, prefix: "" },
  );
  const isMinusZero = subnormals === "kept" ? not(anyOf(integer)) : not(rounded.isNormal);
  const result = pack(and(sign, not(isMinusZero)), rounded, to, { isNan, subnormals });
  const words = { result: "the sum as a floating-point number, rounded to nearest even" };
  if (shape.stages === 0) return m.build({ result }, words);
  const { zeros } = rounded;
  const used = slice(result, zeros, result.width - zeros);
  const taken = m.registered("result_q", used, { enable: m.input("advance", 1, "the result is taken") });
  return m.build({ result: zeros === 0 ? taken : concat(constant(zeros, 0), taken) }, words);
});

/** Exponent field of `to` less 1, for the smallest exponent and a magnitude with its top bit 1. */
function leastRoom({ width, scale, to }: FromIntegerShape): number {
  return width - 1 + 1 - scale + biasOf(to) - 1;
}

function isLimited(shape: FromIntegerShape): boolean {
  return leastRoom(shape) < shape.width;
}

/** Where the format of the result has larger exponents than E can reach below, small sums go right first. */
function placed(shape: FromIntegerShape, magnitude: Signal, exponent: Signal) {
  const { exponentBits, to, adder } = shape;
  const least = leastRoom(shape);
  const most = least + 2 ** exponentBits - 2;
  const largest = Math.floor(largestFinite(to) / 2 ** to.mantissaBits);
  const canOverflow = most + 1 >= largest;
  const wide = Math.max(to.exponentBits, bitsFor(most), bitsFor(-least)) + 1;
  const options = { adder, prefix: "room_" };
  // E − 1 + least
  const sum = named("room", compress([zeroExtend(exponent, wide)], BigInt(least - 1), wide, options));
  const unsigned = canOverflow ? slice(sum, 0, wide - 1) : slice(sum, 0, to.exponentBits);
  if (least >= 0) return { word: magnitude, room: unsigned, sticky: undefined, canOverflow };
  const isNegative = bit(sum, wide - 1);
  const room = and(unsigned, replicate(not(isNegative), unsigned.width));
  if (shape.subnormals === "flushed") return { ...flushed(magnitude, sum, to), room, canOverflow };
  const amountBits = Math.min(wide - 1, bitsFor(to.mantissaBits + 3));
  const distance = compress([not(sum)], 1n, wide, { adder, prefix: "distance_" });
  const isFar = wide - 1 > amountBits ? anyOf(slice(distance, amountBits, wide - 1 - amountBits)) : constant(1, 0);
  const amount = and(replicate(isNegative, amountBits), slice(distance, 0, amountBits));
  const capped = concat(...Array.from({ length: amountBits }, (_, i) => or(bit(amount, i), and(isFar, isNegative))));
  // Zeros below, as far as the format looks: what falls out there counts as sticky only.
  const missing = to.mantissaBits + 2 - magnitude.width;
  const padded = missing > 0 ? concat(constant(missing, 0), magnitude) : magnitude;
  const { shifted, sticky } = shiftRight(padded, capped);
  return { word: shifted, sticky, room, canOverflow };
}

/** Of sums below the smallest normal number, only those one place below it can be rounded up to it; all others are 0. */
function flushed(magnitude: Signal, room: Signal, { mantissaBits }: FloatFormat) {
  const isNext = named("is_next_below", allOf(room));
  const isKept = or(not(bit(room, room.width - 1)), isNext);
  const padded = magnitude.width < mantissaBits + 2 ? concat(constant(1, 0), magnitude) : magnitude;
  const { shifted, sticky } = shiftRight(padded, isNext);
  return { word: and(shifted, replicate(isKept, shifted.width)), sticky };
}

function bitsFor(value: number): number {
  return value <= 0 ? 1 : Math.floor(Math.log2(value)) + 1;
}
