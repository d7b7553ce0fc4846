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
import { isOneStep, type ControlOutputs, type ControlShape } from "./control-shape.ts";

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
 * enable: `step` gates the keys and `clear` starts a sum. Otherwise, and where nothing is added up, registers are enabled.
 */
export function accumulateSide(shape: ControlShape, flags: StepFlags, advance: Signal): Side {
  if (shape.stages === 0 && !shape.hasStore && !shape.hasExponent && !isOneStep(shape))
    return { flags, outputs: { step: flags.valid, clear: and(flags.valid, flags.first) } };
  const accumulate = shape.stages === 0 ? flags.valid : and(flags.valid, advance);
  const store = shape.hasStore ? { emit: and(accumulate, flags.emit), output_tile: flags.outputTile } : {};
  const first = isOneStep(shape) ? {} : { first: flags.first };
  return { flags, outputs: { accumulate, ...first, ...store } };
}

/** Flags of finished outputs, and what lanes take from the controller. */
interface Side {
  readonly flags: StepFlags;
  readonly outputs: ControlOutputs;
}

/**
 * An adder with registers inside: a sum is read where a step reaches the adder, and written `loop` cycles later. Partial
 * sums of an output are added from the cycle after its last one was written.
 */
export function loopSide(m: ModuleBuilder, shape: ControlShape, read: StepFlags, advance: Signal): Side {
  const { loop, partials, combine, hasStore } = shape;
  const hasUsed = shape.shape === "runtime" && partials > 1;
  const begun = hasUsed ? read : { ...read, first: ZERO };
  const write = delayFlags(m, advance, begun, { cycles: loop - 1, prefix: "adder" });
  const accumulate = and(write.valid, advance);
  const outputs = {
    first: read.first,
    ...(hasStore ? { output_tile: read.outputTile } : {}),
    ...(partials > 1 ? { slot: sized(read.slot, addressBits(partials)) } : {}),
    accumulate,
    ...(hasStore ? { write_tile: write.outputTile } : {}),
  };
  if (partials === 1)
    return { flags: write, outputs: { ...outputs, ...(hasStore ? { emit: and(accumulate, write.emit) } : {}) } };
  const written = hasUsed ? write : { ...write, slot: ZERO };
  const row = delayFlags(m, advance, written, { cycles: 1, prefix: "row" });
  return {
    // The output is announced by a register: one of the cycles of the tree.
    flags: resultFlags(m, advance, row, combine - 1),
    outputs: {
      ...outputs,
      write_slot: sized(write.slot, addressBits(partials)),
      ...(hasStore ? { emit_tile: row.outputTile } : {}),
      ...(hasUsed ? { used: usedPartials(row, partials) } : {}),
    },
  };
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
