import {
  addressBits,
  and,
  constant,
  ModuleBuilder,
  named,
  not,
  or,
  type Module,
  type Signal,
  shared,
} from "../../src/hdl/index.ts";
import { onceByNumber } from "../../src/core/once.ts";
import { fixedCounters } from "./fixed-counters.ts";
import { runtimeCounters } from "./runtime-counters.ts";
import { countBits, type LoopOrder } from "./shape.ts";

/** What shapes the controller, and nothing else. */
export interface ControlShape {
  readonly shape: "fixed" | "runtime";
  readonly loopOrder: LoopOrder;
  readonly inputs: number;
  readonly outputs: number;
  /** Inputs per step, L·µ. */
  readonly tileInputs: number;
  /** Outputs per step, K. */
  readonly tileOutputs: number;
  /** Pipeline registers between a step and its accumulation. */
  readonly stages: number;
  /** True if partial sums live in a result store (table-stationary with M > K). */
  readonly hasStore: boolean;
}

export function inputTiles(shape: ControlShape): number {
  return Math.ceil(shape.inputs / shape.tileInputs);
}

export function outputTiles(shape: ControlShape): number {
  return Math.ceil(shape.outputs / shape.tileOutputs);
}

/** True if the last tile of inputs needs a mask. */
export function hasInputMask(shape: ControlShape): boolean {
  return shape.shape === "runtime" || shape.inputs % shape.tileInputs !== 0;
}

/** True if the last tile of outputs needs a mask. */
export function hasOutputMask(shape: ControlShape): boolean {
  return shape.shape === "runtime" || shape.outputs % shape.tileOutputs !== 0;
}

export function controlName(shape: ControlShape): string {
  const order = shape.loopOrder === "table-stationary" ? "ts" : "os";
  const store = shape.hasStore ? "_store" : "";
  return `control_n${shape.inputs}_m${shape.outputs}_t${shape.tileInputs}x${shape.tileOutputs}_${shape.shape}_${order}_p${shape.stages}${store}`;
}

const controlKeys = onceByNumber<string>();

/**
 * What the ledger of the controller depends on: widths of its counters and which of them exist, not the constants that
 * they are compared with.
 */
export function controlKey(shape: ControlShape): string {
  const isRuntime = shape.shape === "runtime";
  const inputs = isRuntime
    ? downCounterKey(shape.inputs, shape.tileInputs, inputTiles(shape))
    : upCounterKey(inputTiles(shape), hasInputMask(shape));
  const outputs = isRuntime
    ? downCounterKey(shape.outputs, shape.tileOutputs, outputTiles(shape))
    : upCounterKey(outputTiles(shape), hasOutputMask(shape));
  const index = isRuntime && shape.hasStore ? addressBits(outputTiles(shape)) : 0;
  const flags = (isRuntime ? 1 : 0) + (shape.hasStore ? 2 : 0) + (shape.loopOrder === "table-stationary" ? 4 : 0);
  const key = (((inputs * 256 + outputs) * 32 + index) * 4 + shape.stages) * 8 + flags;
  return controlKeys(key, () => `control_${key}`);
}

/** Counts 0 … period−1: width, whether it exists, whether it wraps by itself, whether its end is an output. Below 256. */
function upCounterKey(period: number, isMasked: boolean): number {
  const wraps = Number.isInteger(Math.log2(period)) ? 2 : 0;
  return (addressBits(period) * 2 + (isMasked ? 1 : 0)) * 4 + wraps + (period === 1 ? 1 : 0);
}

/** Counts down what is left: width, whether one tile holds all, whether the tile exceeds the counter. Below 256. */
function downCounterKey(maximum: number, tile: number, tiles: number): number {
  const width = countBits(maximum);
  return width * 4 + (tile >= 2 ** width - 1 ? 2 : 0) + (tiles === 1 ? 1 : 0);
}

/** The handshake events that counters listen to. */
export interface ControlEvents {
  /** A tile of activations is taken. */
  readonly load: Signal;
  /** A beat of keys is taken. */
  readonly step: Signal;
}

/**
 * What the counters tell the controller. The ones that depend on the handshake are made by functions, because the
 * handshake itself depends on the others.
 */
export interface Counters {
  /** The tile being loaded is the first, the last of its pass over the inputs. */
  readonly loadsFirst: Signal;
  readonly loadsLast: Signal;
  /** Loads are allowed (always, if the shape is fixed). */
  readonly mayLoad: Signal;
  /** The output tile of the current step is the last. */
  readonly outputsLast: Signal;
  /** Number of the current output tile, for the result store. */
  readonly outputTile: Signal;
  /** Ties the counters to the handshake. `tileLast`: the held tile is the last of its pass. */
  readonly connect: (events: ControlEvents & { readonly tileLast: Signal }) => void;
}

/**
 * The controller: streams and counters, no data. A tile of activations is held from its `load` until its last `step`; a
 * step is one beat of keys. The flags of a step travel with it through the pipeline to the accumulators.
 *
 *   load side                  step side                          accumulate side
 *   act_valid ─► load          key_valid ─► step ─► [stages] ─►   accumulate, first, emit ─► out_valid
 *   (input tile counter)       (output tile counter)
 *
 * An output that is not taken (out_valid without out_ready) stops steps and pipeline; a free tile is still loaded.
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
  const actReady = and(or(not(tileValid), tileDone), counters.mayLoad);
  const load = and(actValid, actReady);
  m.drive(tileValid, or(load, and(tileValid, not(tileDone))));
  const hasManyTiles = inputTiles(shape) > 1;
  const tileFirst = hasManyTiles ? m.registered("tile_first_q", counters.loadsFirst, { enable: load }) : ONE;
  const tileLast = hasManyTiles ? m.registered("tile_last_q", counters.loadsLast, { enable: load }) : ONE;
  counters.connect({ load, step, tileLast });

  m.output("act_ready", actReady);
  m.output("key_ready", keyReady);
  m.output("load", load);
  if (hasOutputMask(shape) && shape.shape === "fixed") m.output("outputs_last", counters.outputsLast);
  if (shape.stages > 0) m.output("advance", advance);
  const flags = delayFlags(m, shape, advance, {
    valid: step,
    first: tileFirst,
    emit: tileLast,
    last: and(tileLast, counters.outputsLast),
    outputTile: counters.outputTile,
  });
  m.drive(outValid, and(flags.valid, flags.emit), advance);
  m.output("out_valid", outValid);
  m.output("out_last", m.registered("out_last_q", flags.last, { enable: advance }));
  emitAccumulateSide(m, shape, flags, advance);
  return m.build();
}

const ONE = constant(1, 1);

interface StepFlags {
  readonly valid: Signal;
  readonly first: Signal;
  readonly emit: Signal;
  readonly last: Signal;
  readonly outputTile: Signal;
}

/** Takes the flags of a step through as many registers as its data. */
function delayFlags(m: ModuleBuilder, shape: ControlShape, advance: Signal, flags: StepFlags): StepFlags {
  let current = flags;
  for (let stage = 1; stage <= shape.stages; stage++) {
    const delay = (name: string, signal: Signal): Signal =>
      signal.kind === "constant" ? signal : m.registered(`stage${stage}_${name}_q`, signal, { enable: advance });
    current = {
      valid: m.registered(`stage${stage}_valid_q`, current.valid, { enable: advance, reset: 0 }),
      first: delay("first", current.first),
      emit: delay("emit", current.emit),
      last: delay("last", current.last),
      outputTile: shape.hasStore ? delay("output_tile", current.outputTile) : current.outputTile,
    };
  }
  return current;
}

/**
 * Without pipeline and store, a lane that is not stepped adds zero (its keys are masked), so its accumulator needs no
 * enable: `step` gates the keys and `clear` starts a sum. Otherwise accumulators are enabled.
 */
function emitAccumulateSide(m: ModuleBuilder, shape: ControlShape, flags: StepFlags, advance: Signal): void {
  if (shape.stages === 0 && !shape.hasStore) {
    m.output("step", flags.valid);
    m.output("clear", and(flags.valid, flags.first));
    return;
  }
  const accumulate = shape.stages === 0 ? flags.valid : and(flags.valid, advance);
  m.output("accumulate", accumulate);
  m.output("first", flags.first);
  if (!shape.hasStore) return;
  m.output("emit", and(accumulate, flags.emit));
  m.output("output_tile", flags.outputTile);
}
