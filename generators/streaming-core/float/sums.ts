import {
  addressBits,
  and,
  concat,
  constant,
  eq,
  mux,
  replicate,
  slice,
  type ModuleBuilder,
  type Signal,
} from "../../../src/hdl/index.ts";
import type { BankEnables } from "../../arithmetic/bank-enables.ts";
import type { LaneInputs } from "../lane-ports.ts";
import { isFreeRunningFloat, loopLatency, partialTree, type FloatLaneShape } from "./lane-shape.ts";
import { addTree } from "./tree.ts";

/** Where a lane keeps its sums. */
export interface Sums {
  /** The sum that the step at the adder's input goes on with. */
  readonly read: Signal;
  /** Stores a new sum; gives the result. */
  readonly write: (next: Signal, enables: BankEnables | undefined) => Signal;
}

/** One register, a store with a word for each output tile, or several partial sums of each. */
export function makeSums(m: ModuleBuilder<LaneInputs>, shape: FloatLaneShape, width: number): Sums {
  if (isFreeRunningFloat(shape)) {
    const result = m.register("result_q", width);
    return {
      read: result,
      write: (next) => {
        m.drive(result, next);
        return result;
      },
    };
  }
  if (shape.partials > 1) return partialStore(m, shape, width);
  return shape.storeDepth > 0 ? resultStore(m, shape, width) : singleSum(m, width);
}

function singleSum(m: ModuleBuilder<LaneInputs>, width: number): Sums {
  const result = m.register("result_q", width);
  return {
    read: result,
    write: (next) => {
      m.drive(result, next, m.input("accumulate", 1, "a sum is written"));
      return result;
    },
  };
}

/** One sum for each output tile; the adder reads it when a step begins and writes it when it ends. */
function resultStore(m: ModuleBuilder<LaneInputs>, { storeDepth, style }: FloatLaneShape, width: number): Sums {
  const memory = m.memory("partial_sums", width, storeDepth);
  const address = m.input("output_tile", addressBits(storeDepth), "output tile of the sum that is read");
  const result = m.register("result_q", width);
  return {
    read: m.read(memory, address),
    write: (next) => {
      const isDone = m.input("accumulate", 1, "a sum is written");
      const target =
        loopLatency(style.stages) > 1
          ? m.input("write_tile", addressBits(storeDepth), "output tile of the sum that is written")
          : address;
      m.write(memory, isDone, target, next);
      m.drive(result, next, m.input("emit", 1, "that sum is finished"));
      return result;
    },
  };
}

/** P sums for each output tile, and the tree that adds them when all are there. */
function partialStore(m: ModuleBuilder<LaneInputs>, shape: FloatLaneShape, width: number): Sums {
  const { partials, storeDepth } = shape;
  const slotBits = addressBits(partials);
  const slot = m.input("slot", slotBits, "partial sum that is read");
  const address =
    storeDepth > 0 ? m.input("output_tile", addressBits(storeDepth), "output tile of the sum that is read") : undefined;
  const parts = Array.from({ length: partials }, (_, p) => partialSum(m, `partial${p}`, { width, depth: storeDepth }));
  const read = selectSlot(
    slot,
    parts.map((part) => part.read(address)),
  );
  return {
    read,
    write: (next, enables) => {
      const isDone = m.input("accumulate", 1, "a sum is written");
      const target = m.input("write_slot", slotBits, "partial sum that is written");
      const tile =
        storeDepth > 0
          ? m.input("write_tile", addressBits(storeDepth), "output tile of the sum that is written")
          : undefined;
      parts.forEach((part, p) => part.write(and(isDone, eq(target, constant(slotBits, p))), tile, next));
      const row =
        storeDepth > 0
          ? m.input("emit_tile", addressBits(storeDepth), "output tile of the sums that are finished")
          : undefined;
      const used = shape.isRuntime
        ? m.input("used", partials - 1, "partial sums that hold anything: all but the first, lowest first")
        : undefined;
      const all = parts.map((part, p) => {
        const sum = part.read(row);
        return used === undefined || p === 0 ? sum : and(sum, replicate(slice(used, p - 1, 1), width));
      });
      return addTree(m, "combine", concat(...all), partialTree(shape), enables);
    },
  };
}

/** One of the partial sums: a register, or with a store, a memory with a word for each output tile, addressed by it. */
function partialSum(
  m: ModuleBuilder,
  name: string,
  { width, depth }: { readonly width: number; readonly depth: number },
): PartialSum {
  if (depth === 0) {
    const register = m.register(`${name}_q`, width);
    return { read: () => register, write: (isHit, _, next) => m.drive(register, next, isHit) };
  }
  const memory = m.memory(name, width, depth);
  const addressed = (tile: Signal | undefined): Signal => {
    if (tile === undefined) throw new Error(`internal: ${name} is a memory and needs an address`);
    return tile;
  };
  return {
    read: (tile) => m.read(memory, addressed(tile)),
    write: (isHit, tile, next) => m.write(memory, isHit, addressed(tile), next),
  };
}

interface PartialSum {
  readonly read: (tile: Signal | undefined) => Signal;
  readonly write: (isHit: Signal, tile: Signal | undefined, next: Signal) => void;
}

function selectSlot(slot: Signal, values: readonly Signal[]): Signal {
  return values.reduceRight((rest, value, p) =>
    p === values.length - 1 ? value : mux(eq(slot, constant(slot.width, p)), value, rest),
  );
}
