import {
  and,
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
  slice,
  sub,
  type Signal,
  type PortsOf,
} from "../../../src/hdl/index.ts";
import { anyOf } from "../../arithmetic/float/unpack.ts";

/** What shapes the unit that follows the exponents of the tiles through the pipeline; all lanes share it. */
export interface BlockExponentShape {
  readonly span: "tile" | "vector";
  readonly exponentBits: number;
  /** Bits of the distance by which lanes shift (tile). */
  readonly shiftBits: number;
  /** Registers between the exponent of a loaded tile and the entries. */
  readonly groupStages: number;
  /** True if entries take a tile by `fill`, not by `load`. */
  readonly hasFill: boolean;
  /** Registers between a step and its accumulation. */
  readonly stages: number;
  /** True if results leave a store, by `emit`. */
  readonly hasStore: boolean;
}

/** Verilog name: says all that shapes the module. */
export function blockExponentName(shape: BlockExponentShape): string {
  const { span, exponentBits, shiftBits, groupStages, hasFill, stages, hasStore } = shape;
  const store = hasStore ? "_store" : "";
  return `block_exponent_${span}_e${exponentBits}${span === "tile" ? `_s${shiftBits}` : ""}_g${groupStages}${hasFill ? "f" : ""}_p${stages}${store}`;
}

/** An input that comes from the controller. */
export type ExponentControl = Exclude<keyof BlockExponentInputs, "exponent" | "is_special">;

/** What the unit takes from the controller. */
export function blockExponentControls({
  groupStages,
  hasFill,
  stages,
  hasStore,
}: BlockExponentShape): readonly ExponentControl[] {
  const ports: readonly (ExponentControl | false)[] = [
    (groupStages > 0 || !hasFill) && "load",
    hasFill && "fill",
    "fills_first",
    stages > 0 && "advance",
    hasStore ? "emit" : "accumulate",
  ];
  return ports.filter((port) => port !== false);
}

/** Bits of a distance that shifts a sum of some bits out altogether. */
export function shiftBitsFor(accumulatorBits: number): number {
  return Math.floor(Math.log2(accumulatorBits)) + 1;
}

/** Exponent of a loaded tile, and what `blockExponentControls` names. */
export type BlockExponentInputs = PortsOf<
  "exponent" | "is_special" | "fills_first",
  "load" | "fill" | "advance" | "emit" | "accumulate"
>;
/** Of the results, and with span tile, of the sums of a step. */
export type BlockExponentOutputs = PortsOf<"result_exponent" | "result_is_nan", "shift" | "shifts_running">;

const WORDS = {
  result_exponent: "exponent of the results",
  result_is_nan: "they are no numbers",
  shift: "bits by which the smaller sum goes right",
  shifts_running: "the running sum is the smaller one",
};

/**
 * Follows the exponent of each tile from its load to the sums. Tile: keeps the largest exponent of the pass; says how far
 * the running sum (`shifts_running`) or else the sum of the step must go right (`shift`). Both: whether any activation of
 * the pass was special; `result_exponent` and `result_is_nan` stand beside the results.
 */
export const blockExponent = sharedBy(blockExponentName, (shape: BlockExponentShape) => {
  const { span, exponentBits, groupStages, hasFill, stages, hasStore } = shape;
  const m = new ModuleBuilder<BlockExponentInputs>(
    blockExponentName(shape),
    span === "tile"
      ? "Largest exponent of the tiles so far, and how far sums of smaller exponents are shifted."
      : "Exponent of the vector, beside its sums.",
  );
  // Without a tile on its way, one signal is both.
  const first = m.input(groupStages > 0 || !hasFill ? "load" : "fill", 1, "a tile is taken");
  const fill = groupStages > 0 && hasFill ? m.input("fill", 1, "a tile goes to where steps use it") : first;
  const isFirst = m.input("fills_first", 1, "that tile is the first of its pass");
  let tile = concat(
    m.input("exponent", exponentBits, "exponent of the tile that is loaded"),
    m.input("is_special", 1, "an activation of it has no place under it"),
  );
  for (let stage = 1; stage <= groupStages; stage++) tile = m.registered(`tile${stage}_q`, tile, { enable: first });
  const exponent = slice(tile, 0, exponentBits);
  const special = m.register("special_q", 1);
  m.drive(special, or(slice(tile, exponentBits, 1), and(special, not(isFirst))), fill);
  const held = span === "tile" ? largest(m, shape, exponent, isFirst, fill) : vector(m, exponent, fill);
  let flags = concat(held, special);
  const enable = stages > 0 ? { enable: m.input("advance", 1, "the pipeline moves on") } : {};
  for (let stage = 1; stage <= stages; stage++) flags = m.registered(`stage${stage}_q`, flags, enable);
  const result = concat(slice(flags, 0, exponentBits), slice(flags, flags.width - 1, 1));
  const taken = m.registered("result_q", result, {
    enable: m.input(hasStore ? "emit" : "accumulate", 1, "a sum is taken as the result"),
  });
  const results = { result_exponent: slice(taken, 0, exponentBits), result_is_nan: slice(taken, exponentBits, 1) };
  if (span === "vector") return m.build(results, WORDS);
  const shift = slice(flags, exponentBits, shape.shiftBits);
  return m.build({ ...results, shift, shifts_running: slice(flags, exponentBits + shape.shiftBits, 1) }, WORDS);
});

function vector(m: ModuleBuilder, exponent: Signal, fill: Signal): Signal {
  return m.registered("exponent_q", exponent, { enable: fill });
}

/** {shifts_running, shift, exponent} of the tile in use. */
function largest(
  m: ModuleBuilder,
  { exponentBits, shiftBits }: BlockExponentShape,
  exponent: Signal,
  isFirst: Signal,
  fill: Signal,
): Signal {
  const before = m.register("exponent_q", exponentBits);
  const isLarger = named("is_larger", or(isFirst, ltu(before, exponent)));
  const next = mux(isLarger, exponent, before);
  m.drive(before, next, fill);
  const distance = sub(next, mux(isLarger, before, exponent));
  const shift = m.registered("shift_q", saturated(distance, shiftBits), { enable: fill });
  return concat(before, shift, m.registered("shifts_running_q", isLarger, { enable: fill }));
}

function saturated(distance: Signal, width: number): Signal {
  if (distance.width <= width)
    return concat(distance, ...(distance.width < width ? [constant(width - distance.width, 0)] : []));
  const isFar = anyOf(slice(distance, width, distance.width - width));
  return or(slice(distance, 0, width), replicate(isFar, width));
}
