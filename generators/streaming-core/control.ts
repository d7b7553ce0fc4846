import {
  add,
  addressBits,
  and,
  concat,
  constant,
  eq,
  ltu,
  ModuleBuilder,
  mux,
  named,
  not,
  or,
  shared,
  type Module,
  type Signal,
} from "../../src/hdl/index.ts";
import { controlName, hasOutputMask, inputTiles, type ControlShape, type Counters } from "./control-shape.ts";
import { fixedCounters } from "./fixed-counters.ts";
import { runtimeCounters } from "./runtime-counters.ts";

/**
 * The controller: streams and counters, no data. A tile of activations is held from its `load` until its last `step`; a
 * step is one beat of keys. The flags of a step travel with it through the pipeline to the accumulators.
 *
 *   load side                        step side                          accumulate side
 *   act_valid ─► load [─► fill]      key_valid ─► step ─► [stages] ─►   accumulate, first, emit ─► out_valid
 *   (input tile counter)             (output tile counter)
 *
 * An output that is not taken (out_valid without out_ready) stops steps and pipeline; a free tile is still loaded. If the
 * groups have registers before their entries, a loaded tile waits there and `fill` moves it on as soon as the tile before
 * is done: one cycle more until the first step, and the next tile can be loaded while the one before is in use.
 */
export function control(shape: ControlShape): Module {
  return shared(controlName(shape), () => makeControl(shape));
}

function makeControl(shape: ControlShape): Module {
  const upTo = shape.shape === "runtime" ? "up to " : "";
  const m = new ModuleBuilder(
    controlName(shape),
    `Controller: N ${upTo}${shape.inputs}, M ${upTo}${shape.outputs}, ${shape.loopOrder},`,
    `${shape.tileInputs} inputs x ${shape.tileOutputs} outputs per step.`,
  );
  const actValid = m.input("act_valid", 1);
  const keyValid = m.input("key_valid", 1);
  const outReady = m.input("out_ready", 1);
  const counters = shape.shape === "fixed" ? fixedCounters(m, shape) : runtimeCounters(m, shape);

  const outValid = m.register("out_valid_q", 1, 0);
  const tileValid = m.register("tile_valid_q", 1, 0);
  const advance = named("advance", or(not(outValid), outReady));
  const keyReady = and(tileValid, advance);
  const step = named("step", and(keyValid, keyReady));
  const tileDone = shape.loopOrder === "output-stationary" ? step : named("tile_done", and(step, counters.outputsLast));
  const tileFree = or(not(tileValid), tileDone);
  const partial = shape.partials > 1 ? partialCounter(m, shape, counters) : undefined;
  const loads = {
    first: partial?.isFirst ?? counters.loadsFirst,
    last: counters.loadsLast,
    slot: partial?.slot ?? ZERO,
  };
  const side =
    shape.groupStages === 0
      ? loadAtOnce(actValid, tileFree, counters, loads)
      : loadInStages(m, shape, actValid, tileFree, counters, loads);
  const { actReady, load, fill, fills } = side;
  m.drive(tileValid, or(fill, and(tileValid, not(tileDone))));
  const held = holdTile(m, shape, fill, fills);
  partial?.connect(load);
  counters.connect({ load, step, tileLast: held.last });

  m.output("act_ready", actReady);
  m.output("key_ready", keyReady);
  m.output("load", side.shift);
  if (shape.groupStages > 0) m.output("fill", fill);
  if (shape.hasExponent) m.output("fills_first", fills.first);
  if (hasOutputMask(shape) && shape.shape === "fixed") m.output("outputs_last", counters.outputsLast);
  if (shape.stages > 0 || shape.loop > 1) m.output("advance", advance);
  const begun = {
    valid: step,
    first: held.first,
    emit: held.last,
    last: and(held.last, counters.outputsLast),
    outputTile: shape.hasStore ? counters.outputTile : ZERO,
    slot: held.slot,
  };
  const flags = delayFlags(m, advance, begun, { cycles: shape.stages, prefix: "stage" });
  const outLast = m.register("out_last_q", 1);
  m.output("out_valid", outValid);
  m.output("out_last", outLast);
  const emitSide = shape.loop === 1 ? emitAccumulateSide : emitLoopSide;
  const done = emitSide(m, shape, flags, advance);
  m.drive(outValid, and(done.valid, done.emit), advance);
  m.drive(outLast, done.last, advance);
  return m.build();
}

const ONE = constant(1, 1);
const ZERO = constant(1, 0);

/** What is known of a tile of activations. */
interface TileFlags {
  /** The first, the last of its pass over the inputs; with partial sums, one of those that begin a sum. */
  readonly first: Signal;
  readonly last: Signal;
  /** Number of its partial sum. */
  readonly slot: Signal;
}

interface LoadSide {
  readonly actReady: Signal;
  /** A tile of activations is taken from the stream. */
  readonly load: Signal;
  /** The registers before the entries move on. */
  readonly shift: Signal;
  /** A tile goes to where steps use it, and what is known of it. */
  readonly fill: Signal;
  readonly fills: TileFlags;
}

function loadAtOnce(actValid: Signal, tileFree: Signal, counters: Counters, fills: TileFlags): LoadSide {
  const actReady = and(tileFree, counters.mayLoad);
  const load = and(actValid, actReady);
  return { actReady, load, shift: load, fill: load, fills };
}

/** A tile that was loaded goes through the groups' registers and waits in the last one until the tile before it is done. */
function loadInStages(
  m: ModuleBuilder,
  shape: ControlShape,
  actValid: Signal,
  tileFree: Signal,
  counters: Counters,
  loads: TileFlags,
): LoadSide {
  const stages = shape.groupStages;
  const name = (what: string, stage: number): string => `waiting${stages > 1 ? stage : ""}${what}_q`;
  const waiting = Array.from({ length: stages }, (_, i) => m.register(name("", i + 1), 1, 0));
  const last = waiting.at(-1) as Signal;
  const fill = named("fill_tile", and(last, tileFree));
  const actReady = and(or(not(last), fill), counters.mayLoad);
  const load = named("load_tile", and(actValid, actReady));
  const moves = stages > 1 ? named("shift_tiles", or(not(last), fill)) : load;
  waiting.forEach((register, i) =>
    stages === 1
      ? m.drive(register, or(load, and(register, not(fill))))
      : m.drive(register, i === 0 ? load : (waiting[i - 1] as Signal), moves),
  );
  let fills = loads;
  if (inputTiles(shape) === 1)
    return { actReady, load, shift: moves, fill, fills: { first: ONE, last: ONE, slot: ZERO } };
  for (let stage = 1; stage <= stages; stage++) {
    const keep = (what: string, signal: Signal): Signal =>
      signal.kind === "constant" ? signal : m.registered(name(`_${what}`, stage), signal, { enable: moves });
    fills = { first: keep("first", fills.first), last: keep("last", fills.last), slot: keep("slot", fills.slot) };
  }
  return { actReady, load, shift: moves, fill, fills };
}

/** The flags of the tile that steps use. */
function holdTile(m: ModuleBuilder, shape: ControlShape, fill: Signal, { first, last, slot }: TileFlags): TileFlags {
  if (inputTiles(shape) === 1) return { first: ONE, last: ONE, slot: ZERO };
  const hold = (name: string, signal: Signal): Signal =>
    signal.kind === "constant" ? signal : m.registered(name, signal, { enable: fill });
  return { first: hold("tile_first_q", first), last: hold("tile_last_q", last), slot: hold("tile_slot_q", slot) };
}

/** Deals the tiles of a pass out to partial sums: numbers 0 … P − 1, again and again. */
function partialCounter(m: ModuleBuilder, { partials }: ControlShape, { loadsLast }: Counters) {
  const bits = addressBits(partials);
  const slot = m.register("slot_q", bits, 0);
  const isAgain = m.register("slot_again_q", 1, 0);
  return {
    slot,
    /** The sum with this number begins. */
    isFirst: not(isAgain),
    connect(load: Signal): void {
      const wraps = eq(slot, constant(bits, partials - 1));
      const next =
        2 ** bits === partials
          ? add(slot, constant(bits, 1))
          : mux(wraps, constant(bits, 0), add(slot, constant(bits, 1)));
      m.drive(slot, mux(loadsLast, constant(bits, 0), next), load);
      m.drive(isAgain, and(not(loadsLast), or(isAgain, wraps)), load);
    },
  };
}

interface StepFlags {
  readonly valid: Signal;
  readonly first: Signal;
  readonly emit: Signal;
  readonly last: Signal;
  readonly outputTile: Signal;
  readonly slot: Signal;
}

/** Takes the flags of a step through as many registers as its data. */
function delayFlags(
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
function emitAccumulateSide(m: ModuleBuilder, shape: ControlShape, flags: StepFlags, advance: Signal): StepFlags {
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
function emitLoopSide(m: ModuleBuilder, shape: ControlShape, read: StepFlags, advance: Signal): StepFlags {
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
  const sums = { ...row, first: ZERO, slot: ZERO, outputTile: ZERO };
  return delayFlags(m, advance, sums, { cycles: combine - 1, prefix: "combine" });
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
