import { and, constant, ModuleBuilder, named, not, or, shared, type Module, type Signal } from "../../src/hdl/index.ts";
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
 * groups have a register before their entries, a loaded tile waits there and `fill` moves it on as soon as the tile before
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
  const { actReady, load, fill, fillsFirst, fillsLast } =
    shape.groupStages === 0
      ? loadAtOnce(actValid, tileFree, counters)
      : loadInTwoSteps(m, shape, actValid, tileFree, counters);
  m.drive(tileValid, or(fill, and(tileValid, not(tileDone))));
  const hasManyTiles = inputTiles(shape) > 1;
  const tileFirst = hasManyTiles ? m.registered("tile_first_q", fillsFirst, { enable: fill }) : ONE;
  const tileLast = hasManyTiles ? m.registered("tile_last_q", fillsLast, { enable: fill }) : ONE;
  counters.connect({ load, step, tileLast });

  m.output("act_ready", actReady);
  m.output("key_ready", keyReady);
  m.output("load", load);
  if (shape.groupStages > 0) m.output("fill", fill);
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

interface LoadSide {
  readonly actReady: Signal;
  /** A tile of activations is taken from the stream. */
  readonly load: Signal;
  /** A tile goes to where steps use it, and whether it is the first, the last of its pass. */
  readonly fill: Signal;
  readonly fillsFirst: Signal;
  readonly fillsLast: Signal;
}

function loadAtOnce(actValid: Signal, tileFree: Signal, counters: Counters): LoadSide {
  const actReady = and(tileFree, counters.mayLoad);
  const load = and(actValid, actReady);
  return { actReady, load, fill: load, fillsFirst: counters.loadsFirst, fillsLast: counters.loadsLast };
}

/** A tile that was loaded waits in the groups' first register until the tile before it is done. */
function loadInTwoSteps(
  m: ModuleBuilder,
  shape: ControlShape,
  actValid: Signal,
  tileFree: Signal,
  counters: Counters,
): LoadSide {
  const waiting = m.register("waiting_q", 1, 0);
  const fill = named("fill_tile", and(waiting, tileFree));
  const actReady = and(or(not(waiting), fill), counters.mayLoad);
  const load = named("load_tile", and(actValid, actReady));
  m.drive(waiting, or(load, and(waiting, not(fill))));
  if (inputTiles(shape) === 1) return { actReady, load, fill, fillsFirst: ONE, fillsLast: ONE };
  const fillsFirst = m.registered("waiting_first_q", counters.loadsFirst, { enable: load });
  const fillsLast = m.registered("waiting_last_q", counters.loadsLast, { enable: load });
  return { actReady, load, fill, fillsFirst, fillsLast };
}

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
