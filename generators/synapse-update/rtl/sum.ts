import {
  add,
  addressBits,
  and,
  bit,
  concat,
  constant,
  eq,
  mux,
  named,
  not,
  replicate,
  signExtend,
  slice,
  xor,
  zeroExtend,
  type ModuleBuilder,
  type Signal,
} from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { batchesOf } from "../../update-unit/shape.ts";
import type { LaneInputs } from "./lane-ports.ts";
import { absolute } from "./operand.ts";
import type { RoundingInputs } from "./round.ts";
import { shiftLeft } from "./round.ts";

/** The sum of a synapse's products, on its way from the store and back. */
export interface Accumulated {
  readonly magnitude: Signal;
  readonly negative: Signal;
  /** Whether pulses are to be applied. */
  readonly apply: Signal;
  /** What is written back once the pulses are known. */
  readonly keep: (count: Signal, inputs: RoundingInputs) => void;
}

/**
 * sum ± product, saturated at ±(2^(A−1) − 1), in a register; its magnitude is rounded to pulses; what these stand for is
 * taken off and the rest goes back to the store.
 */
export function accumulate(
  m: ModuleBuilder<LaneInputs>,
  shape: UnitShape,
  { product, lowers }: { readonly product: Signal; readonly lowers: Signal },
): Accumulated {
  const bits = shape.accumulatorBits;
  const store = sumStore(m, shape);
  const apply = m.input("apply", 1, "pulses are given, and taken off the sum");
  const total = m.registered("total_q", saturated(store.sum, product, lowers), {
    enable: m.input("accumulate", 1, "the product is added to the sum"),
  });
  const negative = bit(total, bits - 1);
  const magnitude = named("sum_magnitude", absolute(slice(total, 0, bits - 1), negative));
  return {
    magnitude,
    negative,
    apply,
    keep: (count, { rounding, shift, threshold }) => {
      const pulses = zeroExtend(slice(count, 0, Math.min(count.width, bits)), bits);
      const taken =
        rounding === "threshold" || shift === undefined
          ? and(zeroExtend(threshold ?? constant(1, 0), bits), replicate(bit(count, 0), bits))
          : shiftLeft(pulses, shift);
      // The rest may have the other sign, if the pulses were rounded up: of a positive sum take off, to a negative add.
      const signed = xor(taken, replicate(not(negative), bits));
      store.write(add(add(total, signed), zeroExtend(not(negative), bits)));
    },
  };
}

/** The lane's sums, one for each row and batch; cleared one by one after reset. */
function sumStore(m: ModuleBuilder<LaneInputs>, shape: UnitShape) {
  const bits = shape.accumulatorBits;
  const depth = shape.rows * batchesOf(shape);
  const clear = m.input("clear_sum", 1, "what is written is 0");
  const write = m.input("write_sum", 1, "the sum goes to the store");
  const cleared = (next: Signal): Signal => mux(clear, constant(bits, 0), next);
  if (depth === 1) {
    const sum = m.register("sum_q", bits);
    return { sum, write: (next: Signal) => m.drive(sum, cleared(next), write) };
  }
  const cell = m.input("place", addressBits(depth), "row and batch of the synapse");
  const sums = m.memory("sums", bits, depth);
  return { sum: m.read(sums, cell), write: (next: Signal) => m.write(sums, write, cell, cleared(next)) };
}

function saturated(stored: Signal, product: Signal, lowers: Signal): Signal {
  const bits = stored.width;
  const addend = xor(zeroExtend(product, bits + 1), replicate(lowers, bits + 1));
  const wide = named("sum_wide", add(add(signExtend(stored, bits + 1), addend), zeroExtend(lowers, bits + 1)));
  const [sign, below] = [bit(wide, bits), bit(wide, bits - 1)];
  const isOver = and(not(sign), below);
  // −2^(A−1) counts as too low as well: magnitudes have one bit less.
  const isLowest = eq(slice(wide, 0, bits - 1), constant(bits - 1, 0));
  const isUnder = and(sign, mux(below, isLowest, constant(1, 1)));
  const isTooLow = named("is_under", isUnder);
  const most = concat(constant(bits - 1, 2n ** BigInt(bits - 1) - 1n), constant(1, 0));
  const least = concat(constant(bits - 1, 1), constant(1, 1));
  return mux(named("is_over_range", isOver), most, mux(isTooLow, least, slice(wide, 0, bits)));
}
