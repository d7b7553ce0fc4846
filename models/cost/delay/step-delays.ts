import { bufferTree, FAN_OUT_LIMIT } from "../../../src/core/fan-out.ts";
import { wholeGrains } from "../../../src/core/grains.ts";
import { withNetLoads, type NetLoads } from "../../../src/hdl/fan-out.ts";
import type { Module } from "../../../src/hdl/index.ts";
import { PINS, STEPS, type Step, type TimingGraph } from "../../../src/hdl/timing-graph.ts";
import type { DelayCoefficients } from "../../technology/prices.ts";
import type { PinLoads } from "./pin-loads.ts";
import { STEP_TERMS } from "./step-terms.ts";

/** Factor on all delays of one module, e.g. to what synthesis measured; 1 if nothing is known. */
export type DelayScale = (module: Module) => number;

/** Delays of a module's steps, of node n at place n [ps]. */
export interface ModuleDelays {
  /** Of the net behind the node. */
  readonly net: Float64Array;
  /** Of the step and its net. */
  readonly step: Float64Array;
  readonly setup: number;
}

/** Delays of steps of logic and of the nets behind them, by a technology's coefficients; those of a module are kept. */
export class StepDelays {
  readonly #coefficients: DelayCoefficients;
  readonly #loads: PinLoads;
  readonly #scale: DelayScale;
  /** By number of the step. */
  readonly #kinds: readonly KindDelays[];
  readonly #known = new WeakMap<Module, ModuleDelays>();

  constructor(coefficients: DelayCoefficients, loads: PinLoads, scale: DelayScale) {
    this.#coefficients = coefficients;
    this.#loads = loads;
    this.#scale = scale;
    this.#kinds = STEPS.map((step) => delaysOfKind(step, coefficients));
  }

  /**
   * Delay of one net [ps]: pins of each kind at `pins[at]` and behind, `total` with those behind children's ports; its
   * driver gives `perFf`.
   */
  ofNet(pins: ArrayLike<number>, at: number, total: number, perFf: number): number {
    if (total > FAN_OUT_LIMIT) {
      const tree = bufferTree(total, 1);
      return perFf * tree.rootPins * this.#loads.bufferFf + tree.levels * this.#coefficients.buffer;
    }
    const { pinsFf } = this.#loads;
    let loadFf = 0;
    for (let kind = 0; kind < PINS.length; kind++) loadFf += pins[at + kind]! * pinsFf[kind]!;
    return perFf * loadFf;
  }

  /** What each step of a module adds: its own delay, and behind it its net's, by its load or a tree of buffers. */
  of(graph: TimingGraph): ModuleDelays {
    const known = this.#known.get(graph.module);
    if (known !== undefined) return known;
    const scale = this.#scale(graph.module);
    const delays = withNetLoads(graph, (loads) => this.#under(loads, graph, scale));
    const found = { ...delays, setup: wholeGrains(this.#coefficients.setup * scale) };
    this.#known.set(graph.module, found);
    return found;
  }

  #under({ pins, total }: NetLoads, { steps, first }: TimingGraph, scale: number) {
    const delays = { net: new Float64Array(steps.length), step: new Float64Array(steps.length) };
    for (let node = 0; node < steps.length; node++) {
      const { perFf, constantPs, levelPs } = this.#kinds[steps[node]!]!;
      const net = this.ofNet(pins, node * PINS.length, total[node]!, perFf);
      const levels = levelPs === undefined ? 0 : levelPs * Math.log2(first[node + 1]! - first[node]!);
      delays.net[node] = wholeGrains(net * scale);
      delays.step[node] = wholeGrains((constantPs + levels + net) * scale);
    }
    return delays;
  }
}

/** Delays of one kind of step. */
interface KindDelays {
  /** Of its net by the load [ps/fF]; nothing is known of what drives a port. */
  readonly perFf: number;
  /** Without the net, and for each level of its tree. */
  readonly constantPs: number;
  readonly levelPs: number | undefined;
}

function delaysOfKind(step: Step, coefficients: DelayCoefficients): KindDelays {
  const { gateLoad, cellLoad } = coefficients;
  const isCell = step === "sum" || step === "carry" || step === "register";
  const { base, level } = STEP_TERMS[step];
  return {
    perFf: step === "port" ? 0 : isCell ? cellLoad : gateLoad,
    constantPs: base === undefined ? 0 : coefficients[base],
    levelPs: level === undefined ? undefined : coefficients[level],
  };
}
