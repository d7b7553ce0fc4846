import { treeLevels } from "../../arithmetic/adder-tree.ts";
import { floatAdder } from "../../arithmetic/float/adder.ts";
import { floatAdderName, type FloatAdderShape } from "../../arithmetic/float/adder-shape.ts";
import { settle, settleName, type SettleShape } from "../../arithmetic/float/settle.ts";
import type { FloatFormat } from "../../numeric/float-format.ts";
import type { Gating, TileFamily } from "../tile-family.ts";
import { treeChildren, type LaneChild, type FloatStyle, type TreeShape } from "./tree.ts";

/** What shapes a lane that adds floating-point words. */
export interface FloatLaneShape {
  readonly kind: "float";
  readonly family: TileFamily;
  /** Of the words that fetches give. */
  readonly word: FloatFormat;
  readonly accumulator: FloatFormat;
  readonly style: FloatStyle;
  readonly pipelineFetch: number;
  /** Words of the result store; 0: no other output shares the lane. */
  readonly storeDepth: number;
  /** P: partial sums of one output, see `partialSums`. */
  readonly partials: number;
  /** True if each output is the sum of one step, and nothing is added up. */
  readonly isOneStep: boolean;
  /** Shapes set at run time: a product may have fewer steps than partial sums. */
  readonly isRuntime: boolean;
  readonly hasEnable: boolean;
}

/** Cycles from a sum's operands to where the next one can be added: registers in the accumulator's loop. */
export function loopLatency(stages: number): number {
  return Math.max(1, stages);
}

/**
 * Partial sums that an output needs so that a step can follow in every cycle, though the accumulator takes `loopLatency`
 * cycles: steps that come back to one output sooner are dealt out to several sums, which are added at the end. Tables
 * stationary, the other outputs of the store fill the time, and one sum is enough if there are as many as cycles.
 *
 * @param revisit steps from one step of an output to its next, at least
 * @param tiles steps of one output, at most
 */
export function partialSums(stages: number, revisit: number, tiles: number): number {
  const needed = Math.ceil(loopLatency(stages) / revisit);
  return Math.min(2 ** Math.ceil(Math.log2(needed)), tiles);
}

/** Cycles after the last sum is stored until it has met the others of its output. */
export function combineLatency(partials: number, stages: number): number {
  return partials === 1 ? 0 : treeLevels(partials) * stages;
}

/** Registers between a step and its accumulation. */
export function floatLaneStages(pipelineFetch: number, fetchStages: number, groups: number, stages: number): number {
  return fetchStages + pipelineFetch + treeLevels(groups) * stages;
}

/** Whether the accumulator adds in every cycle, zero if there is nothing to add. */
export function isFreeRunningFloat(shape: FloatLaneShape): boolean {
  if (shape.isOneStep) return false;
  return floatStages(shape) === 0 && shape.storeDepth === 0 && loopLatency(shape.style.stages) === 1;
}

/** Registers from the keys to the words that are summed. */
export function floatStages({ family, pipelineFetch, style }: FloatLaneShape): number {
  return floatLaneStages(pipelineFetch, family.fetchStages, family.groups, style.stages);
}

/** Whether fetches can be silenced. */
export function floatGating(shape: FloatLaneShape): Gating {
  return shape.hasEnable || isFreeRunningFloat(shape) ? "gated" : "free";
}

/** Verilog name of a lane. */
export function floatLaneName(shape: FloatLaneShape): string {
  const { family, style, pipelineFetch, storeDepth, partials, isOneStep } = shape;
  const once = isOneStep ? "_once" : "";
  const adder = floatAdderName(accumulatorShape(shape));
  const store = storeDepth > 0 ? `_store${storeDepth}` : "";
  const sums = partials > 1 ? `_partials${partials}${shape.isRuntime ? "r" : ""}` : "";
  const gate = floatGating(shape) === "gated" ? "_gated" : "";
  return `lane_l${family.groups}_${family.fetchKey("free")}_${adder}_p${pipelineFetch}${style.stages}${store}${sums}${once}${gate}`;
}

/** The tree that adds the words of a step. */
export function wordTree({ family, word, accumulator, style }: FloatLaneShape): TreeShape {
  return { words: family.groups, from: word, to: accumulator, style };
}

/** The tree that adds the partial sums of an output. */
export function partialTree({ accumulator, style, partials }: FloatLaneShape): TreeShape {
  return { words: partials, from: accumulator, to: accumulator, style };
}

/** The accumulator's own adder: its last register is the sum itself. */
export function accumulatorShape({ accumulator, style }: FloatLaneShape): FloatAdderShape {
  return { from: accumulator, to: accumulator, ...style, stages: loopLatency(style.stages), isOpen: true };
}

/** What stands in the accumulator's place if nothing is added up. */
export function settleShape({ accumulator, style }: FloatLaneShape): SettleShape {
  return { format: accumulator, subnormals: style.subnormals };
}

/** The modules in one lane besides the fetches. */
export function floatLaneChildren(shape: FloatLaneShape): readonly LaneChild[] {
  const words = treeChildren(wordTree(shape), "reduce", ["words", "sums"]);
  if (shape.isOneStep) {
    const end = settleShape(shape);
    return [...words, { key: settleName(end), role: "accumulate", count: 1, place: "sums", build: () => settle(end) }];
  }
  const own = accumulatorShape(shape);
  const { partials } = shape;
  return [
    ...words,
    { key: floatAdderName(own), role: "accumulate", count: 1, place: "running", build: () => floatAdder(own) },
    ...(partials > 1 ? treeChildren(partialTree(shape), "accumulate", ["partials", "partials"]) : []),
  ];
}
