import {
  addressBits,
  and,
  bit,
  concat,
  constant,
  ModuleBuilder,
  mux,
  named,
  not,
  or,
  replicate,
  signExtend,
  slice,
  type Module,
  type Signal,
  sharedBy,
} from "../../src/hdl/index.ts";
import { bankWires, behindBank, type BankEnables } from "../arithmetic/bank-enables.ts";
import { addWithCarry } from "../arithmetic/adder-tree.ts";
import { anyOf } from "../arithmetic/float/unpack.ts";
import { fromInteger } from "../arithmetic/float/from-integer.ts";
import {
  gatingOf,
  isFreeRunning,
  laneName,
  reduceShape,
  shiftBitsOf,
  type AlignedSums,
  type LaneShape,
} from "./lane-shape.ts";
import type { LaneInputs, LaneOutputs } from "./lane-ports.ts";
import { reduce, sumBits, type ReduceInputs } from "./reduce.ts";

/**
 * One output: L fetches, the reduction, the accumulator.
 *
 *   entries ─► fetch ×L ─► [words_q] ─► reduce ─► [sum_q] ─► + ─► result_q ─► result
 *   keys ────►    │                        ▲                 ▲          │
 *                                          └── running sum ──┴──────────┘ (or from the result store)
 *
 * With `pipelineReduce` above 1, the reduction has registers inside, too. Where one step makes an output, nothing is added to it.
 */
export const lane = sharedBy(laneName, (shape: LaneShape): Module<LaneInputs, LaneOutputs> => {
  const { family } = shape;
  const m = new ModuleBuilder<LaneInputs>(
    laneName(shape),
    `One output: ${family.groups} fetches, reduction, ${shape.accumulatorBits}-bit ${shape.isOneStep ? "sum of one step" : "accumulator"}${shape.storeDepth > 0 ? `, ${shape.storeDepth} partial sums` : ""}.`,
  );
  const entries = m.input("entries", family.groups * family.entriesBits, "what all L groups offer, group 0 lowest");
  const keys = m.input("keys", family.groups * family.keyBits, "keys of the lane: L groups of b bits, group 0 lowest");
  const gating = gatingOf(shape);
  const enable = gating === "gated" ? { enable: m.input("enable", 1, "the lane's output exists") } : {};
  const isStaged = (shape.aligned?.result.stages ?? 0) > 0;
  const banks = shape.pipelineFetch + shape.pipelineReduce;
  const enter = banks > 0 ? m.input("step", 1, "a step begins") : undefined;
  const advance = banks > 1 || isStaged ? m.input("advance", 1, "the pipeline moves on") : undefined;
  const enables = enter === undefined ? undefined : { enter, advance: advance ?? enter };
  const fetched = m.repeat("fetch", family.groups, family.fetch(gating), { entries, key: keys, ...enable });
  const isHeld = shape.pipelineFetch > 0;
  const held = (name: string, word: Signal): Signal =>
    isHeld && enter !== undefined ? m.registered(name, word, { enable: enter }) : word;
  const words = held("words_q", fetched.word);
  const negates = fetched.negate === undefined ? {} : { negates: held("negates_q", fetched.negate) };
  const terms = { words, ...negates };
  const { result, isStored } = accumulate(m, shape, { terms, behind: isHeld ? behindBank(enables) : enables, enables });
  const finished =
    shape.aligned === undefined ? result : toFloat(m, shape.aligned, result, isStored(enable.enable), advance);
  return m.build({ result: finished }, { result: "the finished sum" });
});

/** The sum as a floating-point number. `isUsed`: the lane works on an output that exists. */
function toFloat(
  m: ModuleBuilder<LaneInputs>,
  { result: shape }: AlignedSums,
  total: Signal,
  isUsed: Signal | undefined,
  advance: Signal | undefined,
): Signal {
  const exponent = m.input("result_exponent", shape.exponentBits, "exponent of the finished sum");
  const isNan = m.input("result_is_nan", 1, "the finished sum is no number");
  const control = shape.stages > 0 && advance !== undefined ? { advance } : {};
  const inputs = { total, exponent, is_nan: isUsed === undefined ? isNan : and(isNan, isUsed), ...control };
  return m.instance("normalise", fromInteger(shape), inputs).result;
}

/** What is to be added, and the enables of the lane's registers: of those behind the terms, and of all. */
interface Terms {
  readonly terms: Pick<ReduceInputs, "words" | "negates">;
  readonly behind: BankEnables | undefined;
  readonly enables: BankEnables | undefined;
}

function accumulate(m: ModuleBuilder<LaneInputs>, shape: LaneShape, { terms, behind, enables }: Terms): Accumulated {
  const width = shape.accumulatorBits;
  const result = m.register("result_q", width);
  if (shape.isOneStep) {
    const isTaken = m.input("accumulate", 1, "the step's sum is the result");
    m.drive(result, signExtend(sumOfStep(m, shape, terms, behind), width), isTaken);
    return { result, isStored: (flag) => flag && besideResult(m, shape, flag, isTaken, enables) };
  }
  const restart = m.input(isFreeRunning(shape) ? "clear" : "first", 1, "the step begins a sum");
  const store = shape.storeDepth > 0 ? resultStore(m, shape.storeDepth, width) : undefined;
  const running = named("running_sum", and(store?.partial ?? result, replicate(not(restart), width)));
  const next = addUp(m, shape, terms, running, behind);
  if (isFreeRunning(shape)) {
    m.drive(result, next);
    return { result, isStored: () => undefined };
  }
  const isStepped = m.input("accumulate", 1, "the accumulator takes a step");
  store?.update(isStepped, next);
  const isTaken = store === undefined ? isStepped : m.input("emit", 1, "that step finishes a sum");
  m.drive(result, next, isTaken);
  return {
    result,
    isStored: (flag) => flag && besideResult(m, shape, flag, isTaken, enables),
  };
}

interface Accumulated {
  readonly result: Signal;
  /** A flag of the step that made the result. */
  readonly isStored: (flag: Signal | undefined) => Signal | undefined;
}

/** A flag of a step, delayed like its words. */
function besideResult(
  m: ModuleBuilder<LaneInputs>,
  { pipelineFetch, pipelineReduce }: LaneShape,
  flag: Signal,
  isTaken: Signal,
  enables: BankEnables | undefined,
): Signal {
  let late = flag;
  for (let stage = 1; stage <= pipelineFetch + pipelineReduce && enables !== undefined; stage++)
    late = m.registered(`used${stage}_q`, late, { enable: stage === 1 ? enables.enter : enables.advance });
  return m.registered("used_q", late, { enable: isTaken });
}

/** Partial sums of all output tiles but the one in hand; read and written at one address in one cycle. */
function resultStore(m: ModuleBuilder<LaneInputs>, depth: number, width: number) {
  const address = m.input("output_tile", addressBits(depth), "output tile of the step at the accumulator");
  const memory = m.memory("partial_sums", width, depth);
  return {
    partial: m.read(memory, address),
    update: (enable: Signal, sum: Signal): void => m.write(memory, enable, address, sum),
  };
}

function addUp(
  m: ModuleBuilder<LaneInputs>,
  shape: LaneShape,
  terms: Terms["terms"],
  running: Signal,
  enables: BankEnables | undefined,
): Signal {
  const reduction = reduceShape(shape);
  if (reduction.hasAddend) return m.instance("reduce", reduce(reduction), { ...terms, addend: running }).sum;
  const step = sumOfStep(m, shape, terms, enables);
  if (shiftBitsOf(shape) > 0) return addShifted(m, shape, running, signExtend(step, shape.accumulatorBits));
  return addWithCarry([running, step], undefined, shape.accumulatorBits, "acc_", shape.adder);
}

/** The words of a step, added and registered as often as the shape says. */
function sumOfStep(
  m: ModuleBuilder<LaneInputs>,
  shape: LaneShape,
  terms: Terms["terms"],
  enables: BankEnables | undefined,
): Signal {
  const reduction = reduceShape(shape);
  const module = reduce(reduction);
  const { sum } = m.instance("reduce", module, { ...terms, ...bankWires(module, enables) });
  const last = reduction.cuts > 0 ? behindBank(enables) : enables;
  const isHeld = shape.pipelineReduce > 0 && last !== undefined;
  const registered = isHeld ? m.registered("sum_q", sum, { enable: last.enter }) : sum;
  return slice(registered, 0, sumBits(reduction));
}

/** Of two sums, the one with the smaller exponent goes right; what it loses is rounded to nearest even, by a carry. */
function addShifted(m: ModuleBuilder<LaneInputs>, shape: LaneShape, running: Signal, step: Signal): Signal {
  const width = shape.accumulatorBits;
  const amount = m.input("shift", shiftBitsOf(shape), "bits by which the smaller sum goes right");
  const shiftsRunning = m.input("shifts_running", 1, "the running sum is the smaller one");
  const [moved, kept] = [mux(shiftsRunning, running, step), mux(shiftsRunning, step, running)];
  let word = concat(constant(1, 0), moved);
  const sign = bit(moved, width - 1);
  const lost: Signal[] = [];
  for (let i = 0; i < amount.width; i++) {
    const distance = Math.min(2 ** i, word.width);
    const rest = distance < word.width ? [slice(word, distance, word.width - distance)] : [];
    lost.push(and(bit(amount, i), anyOf(slice(word, 0, distance))));
    word = mux(bit(amount, i), concat(...rest, replicate(sign, distance)), word);
  }
  const isUp = and(bit(word, 0), or(bit(word, 1), ...lost));
  return addWithCarry([kept, slice(word, 1, width)], isUp, width, "acc_", shape.adder);
}
