import { bufferTree, FAN_OUT_LIMIT } from "../../src/core/fan-out.ts";
import { fanOutOf } from "../../src/hdl/fan-out.ts";
import type { Module } from "../../src/hdl/index.ts";
import { lane } from "./lane.ts";
import { gatingOf, isFreeRunning, reduceShape, type LaneShape } from "./lane-shape.ts";
import { reduce, reduceName, sumBits } from "./reduce.ts";

/** By all that shapes an accumulator: buffers on nets that the number of groups does not load. */
const others = new Map<string, number>();

/**
 * Fan-out buffers of a lane of integers, `fanOutOf(lane(shape)).buffers` without building it. The number of groups loads
 * the enables only, and the registers of fetched words; the rest is counted once for all lanes of one accumulator, in the
 * first of them.
 */
export function laneBuffers(shape: LaneShape): number {
  const ofGroups = buffersOfGroups(shape);
  const key = accumulatorKey(shape);
  let rest = others.get(key);
  if (rest === undefined) others.set(key, (rest = fanOutOf(lane(shape)).buffers - ofGroups));
  return ofGroups + rest;
}

function accumulatorKey(shape: LaneShape): string {
  const { accumulatorBits, storeDepth, adder, pipelineFetch, pipelineReduce, isOneStep } = shape;
  const summed = pipelineReduce > 0 ? sumBits(reduceShape(shape)) : 0;
  return `${accumulatorBits} ${storeDepth} ${adder} ${pipelineFetch} ${pipelineReduce} ${summed} ${isFreeRunning(shape)} ${isOneStep}`;
}

/** What a net drives. */
class Net {
  #readers = 0;
  #pins = 0;

  /** @param pins of each of the readers */
  add(readers: number, pins = 1): void {
    this.#readers += readers;
    this.#pins += readers * pins;
  }

  buffers(): number {
    return this.#pins > FAN_OUT_LIMIT ? bufferTree(this.#readers, this.#pins / this.#readers).buffers : 0;
  }
}

/** An enable: registers, which hold by a multiplexer, take it in both polarities (see src/hdl/timing-graph-builder.ts). */
class Enable {
  readonly #net = new Net();
  readonly #inverse = new Net();
  #hasRegisters = false;

  addPort(pins: number): void {
    this.#net.add(1, pins);
  }

  addRegisters(bits: number): void {
    if (bits === 0) return;
    this.#net.add(bits);
    this.#inverse.add(bits);
    if (!this.#hasRegisters) this.#net.add(1); // the inverter
    this.#hasRegisters = true;
  }

  buffers(): number {
    return this.#net.buffers() + this.#inverse.buffers();
  }
}

function buffersOfGroups(shape: LaneShape): number {
  const { family, pipelineFetch } = shape;
  const enable = new Net();
  if (gatingOf(shape) === "gated") enable.add(family.groups, portPins(family.fetch("gated"), "enable")[0] ?? 0);
  const { enter, advance } = bankNets(shape);
  const words = pipelineFetch > 0 ? wordBuffers(shape) : 0;
  return enable.buffers() + enter.buffers() + (advance === enter ? 0 : advance.buffers()) + words;
}

/** The enables of the lane's banks of registers: of the words, of those inside the reduction, of the sum. */
function bankNets(shape: LaneShape): { readonly enter: Enable; readonly advance: Enable } {
  const { family, pipelineFetch, pipelineReduce } = shape;
  const enter = new Enable();
  const advance = pipelineFetch + pipelineReduce > 1 ? new Enable() : enter;
  const reduction = reduceShape(shape);
  const [held, cut] = [pipelineFetch > 0, reduction.cuts > 0];
  if (held) enter.addRegisters(family.groups * (family.wordBits + (family.hasNegate ? 1 : 0)));
  if (cut) {
    const module = reduce(reduction);
    for (const pins of portPins(module, "enter")) (held ? advance : enter).addPort(pins);
    for (const pins of portPins(module, "advance")) advance.addPort(pins);
  }
  if (pipelineReduce > 0) (held || cut ? advance : enter).addRegisters(sumBits(reduction));
  return { enter, advance };
}

/**
 * On registered words, which their own registers and the reduction read. Only a word that waits for two levels of a tree of
 * adders or more, the last of an odd number twice over, has a sign that is extended so far that it matters.
 */
function wordBuffers(shape: LaneShape): number {
  if (shape.reduction === "compressor" || (shape.family.groups - 1) % 4 !== 0) return 0;
  const reduction = reduceShape(shape);
  const name = reduceName(reduction);
  let buffers = ofWords.get(name);
  if (buffers === undefined) ofWords.set(name, (buffers = countWordBuffers(reduce(reduction))));
  return buffers;
}

/** By name of the reduction: lanes of all stores have the same words. */
const ofWords = new Map<string, number>();

function countWordBuffers(module: Module): number {
  let buffers = 0;
  for (const port of ["words", "negates"]) {
    for (const pins of portPins(module, port)) {
      const net = new Net();
      net.add(1);
      net.add(1, pins);
      buffers += net.buffers();
    }
  }
  return buffers;
}

function portPins(module: Module, port: string): Iterable<number> & ArrayLike<number> {
  return fanOutOf(module).ports.get(port) ?? [];
}
