import type { FloatFormat, Subnormals } from "../../numeric/float-format.ts";
import type { Adder } from "../compressor.ts";

/** What shapes a floating-point adder. */
export interface FloatAdderShape {
  /** Of both operands. */
  readonly from: FloatFormat;
  /** Of the sum; holds every value of `from`. */
  readonly to: FloatFormat;
  readonly path: "single" | "dual";
  /** How its integer additions propagate their carries. */
  readonly adder: Adder;
  /** Registers: all but the last inside, the last behind the sum. 0 … 4. */
  readonly stages: number;
  /** True: the last of the stages is left to whoever takes the sum. */
  readonly isOpen?: boolean;
  readonly subnormals: Subnormals;
}

/** Verilog name of an adder: all that shapes it. */
export function floatAdderName(shape: FloatAdderShape): string {
  const { from, to, path, adder, subnormals } = shape;
  const [cuts, end] = [cutsOf(shape), hasEnd(shape)];
  const flush = subnormals === "flushed" ? "_flush" : "";
  const prefix = adder === "prefix" ? "_prefix" : "";
  const formats = from.name === to.name ? from.name : `${from.name}_${to.name}`;
  return `float_add_${formats}_${path}${prefix}${flush}${end ? `_s${cuts + 1}` : cuts > 0 ? `_c${cuts}` : ""}`;
}

/** Registers inside. */
export function cutsOf({ stages }: FloatAdderShape): number {
  return Math.max(0, stages - 1);
}

/** Whether the sum has a register of its own. */
export function hasEnd({ stages, isOpen = false }: FloatAdderShape): boolean {
  return stages > 0 && !isOpen;
}
