import {
  and,
  ModuleBuilder,
  named,
  not,
  replicate,
  sharedBy,
  type Module,
  type Signal,
} from "../../../src/hdl/index.ts";
import { bankWires, behindBank, type BankEnables } from "../../arithmetic/bank-enables.ts";
import { floatAdder } from "../../arithmetic/float/adder.ts";
import { settle } from "../../arithmetic/float/settle.ts";
import { formatBits } from "../../numeric/float-format.ts";
import type { LaneInputs, LaneOutputs } from "../lane-ports.ts";
import {
  accumulatorShape,
  floatGating,
  floatLaneName,
  floatStages,
  isFreeRunningFloat,
  loopLatency,
  settleShape,
  wordTree,
  type FloatLaneShape,
} from "./lane-shape.ts";
import { makeSums } from "./sums.ts";
import { addTree } from "./tree.ts";

/**
 * One output: L fetches, a tree of floating-point adders, the accumulator.
 *
 *   entries ─► fetch ×L ─► [words_q] ─► tree of adders ─► + ─► sum ─► result
 *   keys ────►                                            ▲     │
 *                                                         └─────┘ a partial sum, or one of the store
 *
 * With several partial sums, step t of an output is added to number t mod P; a tree adds them behind the last step. Where one
 * step makes an output, `settle` stands in the accumulator's place.
 */
export const floatLane = sharedBy(floatLaneName, (shape: FloatLaneShape): Module<LaneInputs, LaneOutputs> => {
  const { family, accumulator, pipelineFetch } = shape;
  const m = new ModuleBuilder<LaneInputs>(
    floatLaneName(shape),
    `One output: ${family.groups} fetches, a tree of adders, ${accumulator.name} ${shape.isOneStep ? "sum of one step" : "accumulator"}${shape.storeDepth > 0 ? `, ${shape.storeDepth} partial sums` : ""}.`,
  );
  const entries = m.input("entries", family.groups * family.entriesBits, "what all L groups offer, group 0 lowest");
  const keys = m.input("keys", family.groups * family.keyBits, "keys of the lane: L groups of b bits, group 0 lowest");
  const gating = floatGating(shape);
  const enable = gating === "gated" ? { enable: m.input("enable", 1, "the lane's output exists") } : {};
  const enables = enablesOf(m, shape);
  const fetch = family.fetch(gating);
  const { word } = m.repeat("fetch", family.groups, fetch, {
    entries,
    key: keys,
    ...enable,
    ...bankWires(fetch, enables),
  });
  const behindFetch = family.fetchStages > 0 ? behindBank(enables) : enables;
  const isHeld = pipelineFetch > 0 && behindFetch !== undefined;
  const words = isHeld ? m.registered("words_q", word, { enable: behindFetch.enter }) : word;
  const behindWords = isHeld ? behindBank(enables) : behindFetch;
  const sum = addTree(m, "add", words, wordTree(shape), behindWords);
  const result = accumulate(m, shape, sum, floatStages(shape) > 0 ? behindBank(enables) : enables);
  return m.build({ result }, { result: "the finished sum" });
});

/** @param enables of the registers behind `sum` */
function accumulate(
  m: ModuleBuilder<LaneInputs>,
  shape: FloatLaneShape,
  sum: Signal,
  enables: BankEnables | undefined,
): Signal {
  const width = formatBits(shape.accumulator);
  if (shape.isOneStep) {
    const end = m.instance("settle", settle(settleShape(shape)), { a: sum });
    return m.registered("result_q", end.sum, { enable: m.input("accumulate", 1, "the step's sum is the result") });
  }
  const restart = m.input(isFreeRunningFloat(shape) ? "clear" : "first", 1, "the step begins a sum");
  const sums = makeSums(m, shape, width);
  const running = named("running_sum", and(sums.read, replicate(not(restart), width)));
  const adder = floatAdder(accumulatorShape(shape));
  const inputs = { a: running, b: sum, ...bankWires(adder, enables) };
  const { sum: next } = m.instance("accumulate_adder", adder, inputs);
  return sums.write(next, behindBank(enables));
}

/** What loads the registers between the fetches and the sums, by how many lie in a row: `step` the first, `advance` others. */
function enablesOf(m: ModuleBuilder<LaneInputs>, shape: FloatLaneShape): BankEnables | undefined {
  const banks = floatStages(shape) + (shape.isOneStep ? 0 : loopLatency(shape.style.stages) - 1);
  if (banks === 0) return undefined;
  const enter = m.input("step", 1, "a step begins");
  return { enter, advance: banks > 1 || shape.partials > 1 ? m.input("advance", 1, "the pipeline moves on") : enter };
}
