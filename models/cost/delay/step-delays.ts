import { bufferTree, FAN_OUT_LIMIT } from "../../../src/core/fan-out.ts";
import { wholeGrains } from "../../../src/core/grains.ts";
import { withNetLoads, type NetLoads } from "../../../src/hdl/fan-out.ts";
import type { Module } from "../../../src/hdl/index.ts";
import { PINS, STEPS, type Step, type TimingGraph } from "../../../src/hdl/timing-graph.ts";
import { DELAY_TERMS, type DelayCoefficients, type DelayTerm } from "../../technology/prices.ts";
import type { PinLoads } from "./pin-loads.ts";
import { STEP_TERMS } from "./step-terms.ts";

/** Factors on the delays of each node of a module, e.g. to what synthesis measured; undefined if nothing is known. */
export type DelayScale = (module: Module) => Float64Array | undefined;

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
    return perFf * this.#loadFf(pins, at, total) + this.#treeBuffers(total) * this.#coefficients.buffer;
  }

  /** What the driver of a net has to charge [fF]: its pins, or the first buffers of a tree. */
  #loadFf(pins: ArrayLike<number>, at: number, total: number): number {
    const { pinsFf, bufferFf } = this.#loads;
    if (total > FAN_OUT_LIMIT) return bufferTree(total, 1).rootPins * bufferFf;
    let loadFf = 0;
    for (let kind = 0; kind < PINS.length; kind++) loadFf += pins[at + kind]! * pinsFf[kind]!;
    return loadFf;
  }

  /** A tree for so many pins, in buffers with all the pins that they may drive in series. */
  #treeBuffers(total: number): number {
    if (total <= FAN_OUT_LIMIT) return 0;
    const { levels, fill } = bufferTree(total, 1);
    return this.#buffers(levels, fill);
  }

  /** The buffer at an output port with what it drives in its module: so many pins, or the tree for them. */
  #portBuffers(total: number): number {
    const own = total > FAN_OUT_LIMIT ? bufferTree(total, 1).rootPins : total;
    return this.#buffers(1, own / FAN_OUT_LIMIT);
  }

  /** Buffers in series that drive `fill` times all the pins that one of them may drive. */
  #buffers(levels: number, fill: number): number {
    const { bufferRest } = this.#loads;
    return levels * bufferRest + fill * (1 - bufferRest);
  }

  /** Adds to `sum` how often each term stands in the delays of some nodes and the nets behind them, in the order of DELAY_TERMS. */
  addTerms(graph: TimingGraph, nodes: readonly number[], sum: Float64Array): void {
    const { steps, first } = graph;
    const add = (term: DelayTerm | undefined, count: number): void => {
      if (term !== undefined) sum[DELAY_TERMS.indexOf(term)]! += count;
    };
    withNetLoads(graph, ({ pins, total }) => {
      for (const node of nodes) {
        const step = STEPS[steps[node]!]!;
        const { base, level } = STEP_TERMS[step];
        add(base, 1);
        add(level, Math.log2(first[node + 1]! - first[node]!));
        add(loadTermOf(step), this.#loadFf(pins, node * PINS.length, total[node]!));
        add("buffer", this.#treeBuffers(total[node]!) + (step === "portBuffer" ? this.#portBuffers(total[node]!) : 0));
      }
    });
  }

  /** What each step of a module adds: its own delay, and behind it its net's, by its load or a tree of buffers. */
  of(graph: TimingGraph): ModuleDelays {
    const known = this.#known.get(graph.module);
    if (known !== undefined) return known;
    const factors = this.#scale(graph.module);
    const delays = withNetLoads(graph, (loads) => this.#under(loads, graph, factors));
    const found = { ...delays, setup: wholeGrains(this.#coefficients.setup) };
    this.#known.set(graph.module, found);
    return found;
  }

  #under({ pins, total }: NetLoads, { steps, first }: TimingGraph, factors: Float64Array | undefined) {
    const delays = { net: new Float64Array(steps.length), step: new Float64Array(steps.length) };
    for (let node = 0; node < steps.length; node++) {
      const { perFf, constantPs, levelPs } = this.#kinds[steps[node]!]!;
      const net = this.ofNet(pins, node * PINS.length, total[node]!, perFf);
      const levels = levelPs === undefined ? 0 : levelPs * Math.log2(first[node + 1]! - first[node]!);
      const port = steps[node] === PORT_BUFFER ? this.#portBuffers(total[node]!) * this.#coefficients.buffer : 0;
      const factor = factors?.[node] ?? 1;
      delays.net[node] = wholeGrains(net * factor);
      delays.step[node] = wholeGrains((constantPs + levels + port + net) * factor);
    }
    return delays;
  }
}

/** Delays of one kind of step. */
interface KindDelays {
  /** Of its net by the load [ps/fF]. */
  readonly perFf: number;
  /** Without the net, and for each level of its tree. */
  readonly constantPs: number;
  readonly levelPs: number | undefined;
}

function delaysOfKind(step: Step, coefficients: DelayCoefficients): KindDelays {
  const { base, level } = STEP_TERMS[step];
  const load = loadTermOf(step);
  return {
    perFf: load === undefined ? 0 : coefficients[load],
    constantPs: base === undefined ? 0 : coefficients[base],
    levelPs: level === undefined ? undefined : coefficients[level],
  };
}

/** The term of what a step drives; nothing is known of what drives a port, and a buffer's price goes by what it drives. */
function loadTermOf(step: Step): DelayTerm | undefined {
  if (step === "port" || step === "portBuffer") return undefined;
  return step === "sum" || step === "carry" || step === "register" ? "cellLoad" : "gateLoad";
}

const PORT_BUFFER = STEPS.indexOf("portBuffer");
