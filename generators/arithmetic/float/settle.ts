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
  type Module,
  type PortsOf,
  type Signal,
} from "../../../src/hdl/index.ts";
import { formatBits, type FloatFormat, type Subnormals } from "../../numeric/float-format.ts";
import { allOf, anyOf } from "./unpack.ts";

/** What shapes the end of a sum of one term. */
export interface SettleShape {
  readonly format: FloatFormat;
  readonly subnormals: Subnormals;
}

/** Verilog name: says all that shapes the module. */
export function settleName({ format, subnormals }: SettleShape): string {
  return `float_settle_${format.name}${subnormals === "flushed" ? "_flush" : ""}`;
}

/**
 * `a` → `sum`: what an adder makes of +0 and a. NaN becomes the format's canonical one; −0, and with subnormals flushed each of
 * them, becomes +0; all else stays.
 */
export const settle = sharedBy(settleName, (shape: SettleShape): Module<PortsOf<"a">, PortsOf<"sum">> => {
  const { format, subnormals } = shape;
  const m = new ModuleBuilder<PortsOf<"a">>(
    settleName(shape),
    `${format.name} as the sum of one term: +0 for −0, one NaN for all, subnormals ${subnormals}.`,
  );
  return m.build({ sum: settled(m.input("a", formatBits(format), "a number"), shape) }, { sum: "0 + a" });
});

function settled(word: Signal, { format: { mantissaBits, exponentBits, specials }, subnormals }: SettleShape): Signal {
  const fraction = slice(word, 0, mantissaBits);
  const field = slice(word, mantissaBits, exponentBits);
  const magnitude = slice(word, 0, mantissaBits + exponentBits);
  const sign = bit(word, mantissaBits + exponentBits);
  const counts = named("is_not_zero", anyOf(subnormals === "kept" ? magnitude : field));
  const kept = subnormals === "kept" ? fraction : and(fraction, replicate(counts, mantissaBits));
  const isNan = named("is_nan", specials === "ieee" ? and(allOf(field), anyOf(fraction)) : allOf(magnitude));
  const signed = and(sign, counts, not(isNan));
  if (specials === "nan-only") return concat(kept, field, signed);
  const quiet = mantissaBits === 1 ? isNan : concat(constant(mantissaBits - 1, 0), isNan);
  return concat(or(and(kept, replicate(not(isNan), mantissaBits)), quiet), field, signed);
}
