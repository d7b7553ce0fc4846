import {
  and,
  bit,
  concat,
  constant,
  ltu,
  ModuleBuilder,
  mux,
  named,
  not,
  or,
  replicate,
  sharedBy,
  signalAt,
  slice,
  sub,
  xor,
  type Module,
  type Signal,
  type PortsOf,
} from "../../../src/hdl/index.ts";
import { compress, type Adder } from "../../arithmetic/compressor.ts";
import { shiftRight } from "../../arithmetic/float/shift.ts";
import { allOf, anyOf, flushed, unpack, type Unpacked } from "../../arithmetic/float/unpack.ts";
import { formatBits, type FloatFormat, type Subnormals } from "../../numeric/float-format.ts";

/** What shapes the alignment of the activations of one step. */
export interface AlignShape {
  readonly format: FloatFormat;
  readonly tileInputs: number;
  /** B */
  readonly keptBits: number;
  readonly span: "tile" | "vector";
  readonly subnormals: Subnormals;
  readonly adder: Adder;
  /** Registers behind the outputs, enabled by `load`. */
  readonly stages: number;
}

/** Verilog name: says all that shapes the module. */
export function alignName(shape: AlignShape): string {
  return `align_t${shape.tileInputs}_${elementName(shape)}_${shape.span}${shape.stages > 0 ? "_staged" : ""}`;
}

function elementName({
  format,
  keptBits,
  subnormals,
  adder,
}: Omit<AlignShape, "tileInputs" | "span" | "stages">): string {
  return `${format.name}_b${keptBits}${subnormals === "flushed" ? "_flush" : ""}${adder === "prefix" ? "_prefix" : ""}`;
}

/** Activations of a step; `vector_exponent` with span vector, `load` with stages. */
export type AlignInputs = PortsOf<"activations", "vector_exponent" | "load">;
/** Aligned activations, and what is known of their exponent. */
export type AlignOutputs = PortsOf<"aligned" | "exponent" | "is_special">;

/**
 * `activations` (floating point) → `aligned` (two's complement of B bits each), their common `exponent` and whether one of
 * them has no place in it (`is_special`). Tile: the exponent is the largest of the step. Vector: it comes from outside
 * (`vector_exponent`), and an activation beyond it is special.
 */
export const align = sharedBy(alignName, (shape: AlignShape): Module<AlignInputs, AlignOutputs> => {
  const { format, tileInputs, span, keptBits } = shape;
  const { exponentBits } = format;
  const width = formatBits(format);
  const m = new ModuleBuilder<AlignInputs>(
    alignName(shape),
    `Aligns ${tileInputs} ${format.name} activations to ${span === "tile" ? "the largest exponent among them" : "the exponent of the vector"}: ${keptBits} bits each.`,
  );
  const activations = m.input("activations", tileInputs * width, "one tile of activations, element 0 lowest");
  const parts = Array.from({ length: tileInputs }, (_, i) =>
    unpack(slice(activations, i * width, width), format, shape.subnormals),
  );
  const exponent =
    span === "vector"
      ? m.input("vector_exponent", exponentBits, "the exponent of the vector")
      : named("largest_exponent", largestOf(parts.map((part) => part.exponent)));
  const elements = m.repeat("element", tileInputs, alignElement(shape), { activation: activations, exponent });
  const isSpecial =
    elements.is_special === undefined ? or(...parts.map((part) => part.isSpecial)) : anyOf(elements.is_special);
  const load = shape.stages > 0 ? m.input("load", 1, "the tile is taken") : undefined;
  const staged = (name: string, signal: Signal): Signal =>
    load === undefined ? signal : m.registered(name, signal, { enable: load });
  return m.build(
    {
      aligned: staged("aligned_q", elements.aligned),
      exponent: staged("exponent_q", exponent),
      is_special: staged("is_special_q", isSpecial),
    },
    {
      aligned: "the activations as integers of B bits, element 0 lowest",
      exponent: "their common exponent",
      is_special: "one of them has no place under it, or is no number",
    },
  );
});

/** The largest of some numbers, by a tree. */
function largestOf(values: readonly Signal[]): Signal {
  if (values.length === 1) return signalAt(values, 0);
  const half = values.length >> 1;
  const [a, b] = [largestOf(values.slice(0, half)), largestOf(values.slice(half))];
  return mux(ltu(a, b), b, a);
}

/** Verilog name: says all that shapes the module. */
export function alignElementName(shape: AlignShape): string {
  return `align_element_${elementName(shape)}${shape.span === "vector" ? "_vector" : ""}`;
}

type ElementInputs = PortsOf<"activation" | "exponent">;
/** `is_special` with span vector. */
type ElementOutputs = PortsOf<"aligned", "is_special">;

/**
 * One activation: its significand right by the distance of the exponents, rounded to nearest even, negated by its sign. Under the
 * exponent of a vector the borrow of the distance says that the activation lies beyond it.
 */
export const alignElement = sharedBy(alignElementName, (shape: AlignShape): Module<ElementInputs, ElementOutputs> => {
  const { format, span, keptBits, subnormals, adder } = shape;
  const { exponentBits } = format;
  const m = new ModuleBuilder<ElementInputs>(
    alignElementName(shape),
    `One ${format.name} activation as an integer of ${keptBits} bits under a given exponent.`,
  );
  const part = unpack(m.input("activation", formatBits(format), "one activation"), format, subnormals);
  const exponent = m.input("exponent", exponentBits, "the exponent to align to");
  const wide = (value: Signal): Signal => (span === "vector" ? concat(value, constant(1, 0)) : value);
  const difference = named("distance", sub(wide(exponent), wide(part.exponent)));
  const { kept, isUp } = shifted(part, slice(difference, 0, exponentBits), shape);
  const magnitude = concat(kept, constant(1, 0));
  const flipped = xor(magnitude, replicate(part.sign, keptBits));
  const carry = xor(part.sign, isUp);
  const aligned = compress([flipped, carry], 0n, keptBits, { adder, prefix: "round_" });
  return m.build(
    { aligned, ...(span === "vector" ? { is_special: or(part.isSpecial, bit(difference, exponentBits)) } : {}) },
    { aligned: "it as an integer of B bits", is_special: "it lies beyond the exponent, or is no number" },
  );
});

/**
 * B − 1 bits of magnitude, and whether they are rounded up; from the largest there is no way up. Only these bits and the next one
 * are shifted: what stands below them only says whether the rest is zero.
 */
function shifted(part: Unpacked, distance: Signal, shape: AlignShape) {
  const { significand, magnitude } = part;
  const { keptBits } = shape;
  const magnitudeBits = keptBits - 1;
  const below = significand.width - keptBits;
  const top = below < 0 ? concat(constant(-below, 0), significand) : topOf(part, shape);
  const amountBits = Math.min(distance.width, Math.floor(Math.log2(keptBits)) + 1);
  const { shifted: moved, sticky } = shiftRight(top, slice(distance, 0, amountBits));
  const isNear =
    amountBits < distance.width ? not(anyOf(slice(distance, amountBits, distance.width - amountBits))) : constant(1, 1);
  const kept = and(slice(moved, 1, magnitudeBits), replicate(isNear, magnitudeBits));
  // Of a flushed subnormal, which has zeros above, there is no way up whatever stands below.
  const rest = below > 0 ? or(sticky, anyOf(slice(magnitude, 0, below))) : sticky;
  const isUp = and(bit(moved, 0), or(rest, bit(kept, 0)), isNear);
  return { kept, isUp: magnitudeBits < significand.width ? and(isUp, not(allOf(kept))) : isUp };
}

/** The highest B bits of a significand that has as many; of a flushed one no others are masked. */
function topOf({ significand, magnitude, isNormal }: Unpacked, { keptBits, subnormals }: AlignShape): Signal {
  const fraction = slice(magnitude, significand.width - keptBits, keptBits - 1);
  return concat(flushed(fraction, isNormal, subnormals), isNormal);
}
