import {
  and,
  constant,
  type Module,
  ModuleBuilder,
  type Signal,
  named,
  not,
  or,
  sharedBy,
} from "../../src/hdl/index.ts";
import { holdTile, loadAtOnce, loadInStages, partialCounter, type TileFlags } from "./control-load.ts";
import { accumulateSide, delayFlags, loopSide, resultFlags, type StepFlags } from "./control-results.ts";
import {
  CONTROL_WORDS,
  controlName,
  hasAdvance,
  hasOutputMask,
  hasStep,
  type ControlInputs,
  type ControlOutputs,
  type ControlShape,
  type Counters,
} from "./control-shape.ts";
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
export const control = sharedBy(controlName, (shape: ControlShape): Module<ControlInputs, ControlOutputs> => {
  const upTo = shape.shape === "runtime" ? "up to " : "";
  const m = new ModuleBuilder<ControlInputs>(
    controlName(shape),
    `Controller: N ${upTo}${shape.inputs}, M ${upTo}${shape.outputs}, ${shape.loopOrder},`,
    `${shape.tileInputs} inputs x ${shape.tileOutputs} outputs per step.`,
  );
  const actValid = m.input("act_valid", 1, "a beat of activations is offered");
  const keyValid = m.input("key_valid", 1, "a beat of keys is offered");
  const outReady = m.input("out_ready", 1, "the beat of results is taken");
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
  const taken =
    shape.groupStages === 0
      ? loadAtOnce(actValid, tileFree, counters, loads)
      : loadInStages(m, shape, actValid, tileFree, counters, loads);
  const { actReady, load, shift, fill, fills } = taken;
  m.drive(tileValid, or(fill, and(tileValid, not(tileDone))));
  const held = holdTile(m, shape, fill, fills);
  partial?.connect(load);
  const connected = counters.connect({ load, step, tileLast: held.last });
  const flags = delayFlags(m, advance, begunBy(step, shape, held, counters), { cycles: shape.stages, prefix: "stage" });
  const outLast = m.register("out_last_q", 1);
  const side = shape.loop > 1 ? loopSide(m, shape, flags, advance) : accumulateSide(shape, flags, advance);
  const done = shape.loop > 1 ? side.flags : resultFlags(m, advance, side.flags, shape.combine);
  m.drive(outValid, and(done.valid, done.emit), advance);
  m.drive(outLast, done.last, advance);
  const outputs = {
    ...counters.outputs,
    ...connected,
    act_ready: actReady,
    key_ready: keyReady,
    load,
    ...(shape.groupStages > 1 ? { shift } : {}),
    ...(shape.groupStages > 0 ? { fill } : {}),
    ...(shape.hasExponent ? { fills_first: fills.first } : {}),
    ...(hasOutputMask(shape) && shape.shape === "fixed" ? { outputs_last: counters.outputsLast } : {}),
    ...(shape.hasKeyMask ? { tile_last: held.last } : {}),
    ...(hasStep(shape) ? { step } : {}),
    ...(hasAdvance(shape) ? { advance } : {}),
    out_valid: outValid,
    out_last: outLast,
    ...side.outputs,
  };
  return m.build<ControlOutputs>(outputs, CONTROL_WORDS);
});

/** What travels with a step. */
function begunBy(step: Signal, shape: ControlShape, held: TileFlags, counters: Counters): StepFlags {
  return {
    valid: step,
    first: held.first,
    emit: held.last,
    last: and(held.last, counters.outputsLast),
    outputTile: shape.hasStore ? counters.outputTile : ZERO,
    slot: held.slot,
  };
}

const ZERO = constant(1, 0);
