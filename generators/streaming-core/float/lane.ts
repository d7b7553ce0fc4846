import {
  addressBits,
  and,
  concat,
  constant,
  eq,
  ModuleBuilder,
  mux,
  named,
  not,
  replicate,
  shared,
  slice,
  type Module,
  type Signal,
} from "../../../src/hdl/index.ts";
import { bankWires, behindBank, type BankEnables } from "../../arithmetic/bank-enables.ts";
import { treeLevels } from "../../arithmetic/adder-tree.ts";
import { floatAdder } from "../../arithmetic/float/adder.ts";
import { floatAdderName, type FloatAdderShape } from "../../arithmetic/float/adder-shape.ts";
import { formatBits, type FloatFormat } from "../../numeric/float-format.ts";
import type { LaneInputs, LaneOutputs } from "../lane-ports.ts";
import type { Gating, TileFamily } from "../tile-family.ts";
import { addTree, treeChildren, type FloatChild, type FloatStyle, type TreeShape } from "./tree.ts";

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

export function isFreeRunningFloat(shape: FloatLaneShape): boolean {
  return floatStages(shape) === 0 && shape.storeDepth === 0 && loopLatency(shape.style.stages) === 1;
}

/** What loads the registers between the fetches and the sums, by how many lie in a row: `step` the first, `advance` others. */
function enablesOf(m: ModuleBuilder<LaneInputs>, shape: FloatLaneShape): BankEnables | undefined {
  const banks = floatStages(shape) + loopLatency(shape.style.stages) - 1;
  if (banks === 0) return undefined;
  const enter = m.input("step", 1);
  return { enter, advance: banks > 1 || shape.partials > 1 ? m.input("advance", 1) : enter };
}

function floatStages({ family, pipelineFetch, style }: FloatLaneShape): number {
  return floatLaneStages(pipelineFetch, family.fetchStages, family.groups, style.stages);
}

export function floatGating(shape: FloatLaneShape): Gating {
  return shape.hasEnable || isFreeRunningFloat(shape) ? "gated" : "free";
}

export function floatLaneName(shape: FloatLaneShape): string {
  const { family, style, pipelineFetch, storeDepth, partials } = shape;
  const adder = floatAdderName(accumulatorShape(shape));
  const store = storeDepth > 0 ? `_store${storeDepth}` : "";
  const sums = partials > 1 ? `_partials${partials}${shape.isRuntime ? "r" : ""}` : "";
  const gate = floatGating(shape) === "gated" ? "_gated" : "";
  return `lane_l${family.groups}_${family.fetchKey("free")}_${adder}_p${pipelineFetch}${style.stages}${store}${sums}${gate}`;
}

function wordTree({ family, word, accumulator, style }: FloatLaneShape): TreeShape {
  return { words: family.groups, from: word, to: accumulator, style };
}

function partialTree({ accumulator, style, partials }: FloatLaneShape): TreeShape {
  return { words: partials, from: accumulator, to: accumulator, style };
}

/** The accumulator's own adder: its last register is the sum itself. */
function accumulatorShape({ accumulator, style }: FloatLaneShape): FloatAdderShape {
  return { from: accumulator, to: accumulator, ...style, stages: loopLatency(style.stages), isOpen: true };
}

/** The modules in one lane besides the fetches. */
export function floatLaneChildren(shape: FloatLaneShape): readonly FloatChild[] {
  const own = accumulatorShape(shape);
  const { partials } = shape;
  return [
    ...treeChildren(wordTree(shape), "reduce", ["words", "sums"]),
    { key: floatAdderName(own), role: "accumulate", count: 1, place: "running", build: () => floatAdder(own) },
    ...(partials > 1 ? treeChildren(partialTree(shape), "accumulate", ["partials", "partials"]) : []),
  ];
}

/**
 * One output: L fetches, a tree of floating-point adders, the accumulator.
 *
 *   entries ─► fetch ×L ─► [words_q] ─► tree of adders ─► + ─► sum ─► result
 *   keys ────►                                            ▲     │
 *                                                         └─────┘ a partial sum, or one of the store
 *
 * With several partial sums, step t of an output is added to number t mod P; a tree adds them behind the last step.
 */
export function floatLane(shape: FloatLaneShape): Module<LaneInputs, LaneOutputs> {
  return shared(floatLaneName(shape), () => makeFloatLane(shape));
}

function makeFloatLane(shape: FloatLaneShape): Module<LaneInputs, LaneOutputs> {
  const { family, accumulator, pipelineFetch } = shape;
  const m = new ModuleBuilder<LaneInputs>(
    floatLaneName(shape),
    `One output: ${family.groups} fetches, a tree of adders, ${accumulator.name} accumulator${shape.storeDepth > 0 ? `, ${shape.storeDepth} partial sums` : ""}.`,
  );
  const entries = m.input("entries", family.groups * family.entriesBits);
  const keys = m.input("keys", family.groups * family.keyBits);
  const gating = floatGating(shape);
  const enable = gating === "gated" ? { enable: m.input("enable", 1) } : {};
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
  return m.build({ result: accumulate(m, shape, sum, floatStages(shape) > 0 ? behindBank(enables) : enables) });
}

/** @param enables of the registers behind `sum` */
function accumulate(
  m: ModuleBuilder<LaneInputs>,
  shape: FloatLaneShape,
  sum: Signal,
  enables: BankEnables | undefined,
): Signal {
  const width = formatBits(shape.accumulator);
  const restart = m.input(isFreeRunningFloat(shape) ? "clear" : "first", 1);
  const sums = makeSums(m, shape, width);
  const running = named("running_sum", and(sums.read, replicate(not(restart), width)));
  const adder = floatAdder(accumulatorShape(shape));
  const inputs = { a: running, b: sum, ...bankWires(adder, enables) };
  const { sum: next } = m.instance("accumulate_adder", adder, inputs);
  return sums.write(next, behindBank(enables));
}

interface Sums {
  /** The sum that the step at the adder's input goes on with. */
  readonly read: Signal;
  /** Stores a new sum; gives the result. */
  readonly write: (next: Signal, enables: BankEnables | undefined) => Signal;
}

function makeSums(m: ModuleBuilder<LaneInputs>, shape: FloatLaneShape, width: number): Sums {
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
      m.drive(result, next, m.input("accumulate", 1));
      return result;
    },
  };
}

/** One sum for each output tile; the adder reads it when a step begins and writes it when it ends. */
function resultStore(m: ModuleBuilder<LaneInputs>, { storeDepth, style }: FloatLaneShape, width: number): Sums {
  const memory = m.memory("partial_sums", width, storeDepth);
  const address = m.input("output_tile", addressBits(storeDepth));
  const result = m.register("result_q", width);
  return {
    read: m.read(memory, address),
    write: (next) => {
      const isDone = m.input("accumulate", 1);
      const target = loopLatency(style.stages) > 1 ? m.input("write_tile", addressBits(storeDepth)) : address;
      m.write(memory, isDone, target, next);
      m.drive(result, next, m.input("emit", 1));
      return result;
    },
  };
}

/** P sums for each output tile, and the tree that adds them when all are there. */
function partialStore(m: ModuleBuilder<LaneInputs>, shape: FloatLaneShape, width: number): Sums {
  const { partials, storeDepth } = shape;
  const slotBits = addressBits(partials);
  const slot = m.input("slot", slotBits);
  const address = storeDepth > 0 ? m.input("output_tile", addressBits(storeDepth)) : undefined;
  const parts = Array.from({ length: partials }, (_, p) => partialSum(m, `partial${p}`, { width, depth: storeDepth }));
  const read = selectSlot(
    slot,
    parts.map((part) => part.read(address)),
  );
  return {
    read,
    write: (next, enables) => {
      const isDone = m.input("accumulate", 1);
      const target = m.input("write_slot", slotBits);
      const tile = storeDepth > 0 ? m.input("write_tile", addressBits(storeDepth)) : undefined;
      parts.forEach((part, p) => part.write(and(isDone, eq(target, constant(slotBits, p))), tile, next));
      const row = storeDepth > 0 ? m.input("emit_tile", addressBits(storeDepth)) : undefined;
      const used = shape.isRuntime ? m.input("used", partials - 1) : undefined;
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
