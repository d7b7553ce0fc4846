import {
  addressBits,
  and,
  concat,
  constant,
  ltu,
  not,
  or,
  type ModuleBuilder,
  type Signal,
} from "../../src/hdl/index.ts";
import type { ControlShape } from "./control-shape.ts";

/** The side of the controller that follows steps to their results. */

const ZERO = constant(1, 0);

/** What travels with a step. */
export interface StepFlags {
  readonly valid: Signal;
  readonly first: Signal;
  readonly emit: Signal;
  readonly last: Signal;
  readonly outputTile: Signal;
  readonly slot: Signal;
}

/** Takes the flags of a step through as many registers as its data. */
export function delayFlags(
  m: ModuleBuilder,
  advance: Signal,
  flags: StepFlags,
  { cycles, prefix }: { readonly cycles: number; readonly prefix: string },
): StepFlags {
  let current = flags;
  for (let stage = 1; stage <= cycles; stage++) {
    const delay = (name: string, signal: Signal): Signal =>
      signal.kind === "constant" ? signal : m.registered(`${prefix}${stage}_${name}_q`, signal, { enable: advance });
    current = {
      valid: m.registered(`${prefix}${stage}_valid_q`, current.valid, { enable: advance, reset: 0 }),
      first: delay("first", current.first),
      emit: delay("emit", current.emit),
      last: delay("last", current.last),
      outputTile: delay("output_tile", current.outputTile),
      slot: delay("slot", current.slot),
    };
  }
  return current;
}

/**
 * Without pipeline and store, a lane that is not stepped adds zero (its keys are masked), so its accumulator needs no
 * enable: `step` gates the keys and `clear` starts a sum. Otherwise accumulators are enabled.
 */
export function emitAccumulateSide(
  m: ModuleBuilder,
  shape: ControlShape,
  flags: StepFlags,
  advance: Signal,
): StepFlags {
  if (shape.stages === 0 && !shape.hasStore && !shape.hasExponent) {
    m.output("step", flags.valid);
    m.output("clear", and(flags.valid, flags.first));
    return flags;
  }
  const accumulate = shape.stages === 0 ? flags.valid : and(flags.valid, advance);
  m.output("accumulate", accumulate);
  m.output("first", flags.first);
  if (!shape.hasStore) return flags;
  m.output("emit", and(accumulate, flags.emit));
  m.output("output_tile", flags.outputTile);
  return flags;
}

/**
 * An adder with registers inside: a sum is read where a step reaches the adder, and written `loop` cycles later. Partial
 * sums of an output are added from the cycle after its last one was written. Gives the flags of finished outputs.
 */
export function emitLoopSide(m: ModuleBuilder, shape: ControlShape, read: StepFlags, advance: Signal): StepFlags {
  const { loop, partials, combine, hasStore } = shape;
  m.output("first", read.first);
  if (hasStore) m.output("output_tile", read.outputTile);
  if (partials > 1) m.output("slot", sized(read.slot, addressBits(partials)));
  const hasUsed = shape.shape === "runtime" && partials > 1;
  const begun = hasUsed ? read : { ...read, first: ZERO };
  const write = delayFlags(m, advance, begun, { cycles: loop - 1, prefix: "adder" });
  const accumulate = and(write.valid, advance);
  m.output("accumulate", accumulate);
  if (hasStore) m.output("write_tile", write.outputTile);
  if (partials === 1) {
    if (hasStore) m.output("emit", and(accumulate, write.emit));
    return write;
  }
  m.output("write_slot", sized(write.slot, addressBits(partials)));
  const written = hasUsed ? write : { ...write, slot: ZERO };
  const row = delayFlags(m, advance, written, { cycles: 1, prefix: "row" });
  if (hasStore) m.output("emit_tile", row.outputTile);
  if (hasUsed) m.output("used", usedPartials(row, partials));
  // The output is announced by a register: one of the cycles of the tree.
  return resultFlags(m, advance, row, combine - 1);
}

/** What must be known of a result, cycles after its last sum. */
export function resultFlags(m: ModuleBuilder, advance: Signal, flags: StepFlags, cycles: number): StepFlags {
  const result = { ...flags, first: ZERO, slot: ZERO, outputTile: ZERO };
  return delayFlags(m, advance, result, { cycles, prefix: "result" });
}

function sized(signal: Signal, width: number): Signal {
  return signal.width === width ? signal : constant(width, 0);
}

/** Bit p − 1: the product had a step for partial sum p. All have, unless its last step still began one. */
function usedPartials({ first, slot }: StepFlags, partials: number): Signal {
  const isUsed = Array.from({ length: partials - 1 }, (_, i) =>
    or(not(first), not(ltu(slot, constant(slot.width, i + 1)))),
  );
  return concat(...isUsed);
}
