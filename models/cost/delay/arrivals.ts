import { SpareArrays } from "../../../src/core/spare-arrays.ts";
import type { Module } from "../../../src/hdl/index.ts";
import { STEPS, timingGraph, type TimingChild, type TimingGraph } from "../../../src/hdl/timing-graph.ts";
import type { PinLoads } from "./pin-loads.ts";
import { DELAY_TERMS, type DelayCoefficients } from "../../technology/prices.ts";
import { wholeGrains } from "../../../src/core/grains.ts";
import { Shapes, type Profile, type Shape } from "./profile.ts";
import { StepDelays, type DelayScale, type ModuleDelays } from "./step-delays.ts";

/** When a module's outputs and flip-flops get their values. */
export interface Response {
  /** Output port → profile; a port that nothing reaches is absent. */
  readonly outputs: ReadonlyMap<string, Profile>;
  /** Latest arrival at a flip-flop, its setup time included [ps]; −Infinity if none is reached. */
  readonly endsPs: number;
}

/** The start of paths: the module's (and its children's) flip-flops at the clock edge. */
const REGISTERS = "registers";

/**
 * Static timing of the netlist itself: levels of logic and loads of nets, priced by a technology's coefficients. Arrival
 * times add and take maxima only, so the answer to several inputs is the latest of the answers to each; these are kept.
 */
export class ArrivalModel {
  readonly shapes = new Shapes();
  readonly #coefficients: DelayCoefficients;
  readonly #loads: PinLoads;
  readonly #delays: StepDelays;
  readonly #spare = new SpareArrays();
  readonly #responses = new WeakMap<Module, Map<string, Response>>();

  constructor(coefficients: DelayCoefficients, loads: PinLoads, scale: DelayScale = () => undefined) {
    this.#coefficients = coefficients;
    this.#loads = loads;
    this.#delays = new StepDelays(coefficients, loads, scale);
  }

  /** What follows from the flip-flops of a module and all below it, at the clock edge. */
  fromRegisters(module: Module): Response {
    return this.#once(module, REGISTERS, () => this.#evaluate(module, undefined));
  }

  /** What follows from one input port whose latest bit arrives at 0. */
  fromPort(module: Module, port: string, shape: Shape): Response {
    return this.#once(module, `${port} ${shape.id}`, () => this.#evaluate(module, { port, shape }));
  }

  /**
   * Longest path of a module's own logic [ps], as static timing analysis sees it in the module by itself: inputs and what
   * children give arrive at 0, outputs and what children read carry the load of a port.
   */
  longestOwnPath(module: Module): number {
    return this.#longestOwn(module).longestPs;
  }

  /**
   * How often each delay term stands in `longestOwnPath`, in the order of DELAY_TERMS (loads in fF): their sum with the
   * coefficients is the path, but for rounding to grains.
   */
  termsOfLongestOwnPath(module: Module): Float64Array {
    const { graph, at, end, isFlipFlop } = this.#longestOwn(module);
    const sum = new Float64Array(DELAY_TERMS.length);
    if (end < 0) return sum;
    sum[DELAY_TERMS.indexOf(isFlipFlop ? "setup" : "gateLoad")]! += isFlipFlop ? 1 : this.#loads.portFf;
    const path = [end];
    for (let node = end; ;) {
      const sources = graph.operands.subarray(graph.first[node], graph.first[node + 1]);
      if (sources.length === 0) break;
      node = sources.reduce((latest, each) => (at[each]! > at[latest]! ? each : latest));
      path.push(node);
    }
    this.#delays.addTerms(graph, path, sum);
    return sum;
  }

  /** Of each node of a module's own logic the longest path through it, as `longestOwnPath` sees them [ps]; −∞ where there is none. */
  pathsThrough(module: Module): Float64Array {
    const { graph, at } = this.#longestOwn(module);
    const { first, operands, ends, outputs, children } = graph;
    const { step, setup } = this.delaysOf(graph);
    const behind = new Float64Array(at.length).fill(-Infinity);
    const end = (nodes: Int32Array, ps: number): void => {
      for (const node of nodes) if (node >= 0) behind[node] = Math.max(behind[node]!, ps);
    };
    end(ends, setup);
    for (const nodes of outputs.values()) end(nodes, this.outputLoadPs());
    for (const { inputs } of children) for (const nodes of inputs.values()) end(nodes, this.outputLoadPs());
    for (let node = at.length - 1; node >= 0; node--) {
      const own = step[node]! + behind[node]!;
      for (let i = first[node]!; i < first[node + 1]!; i++) behind[operands[i]!] = Math.max(behind[operands[i]!]!, own);
    }
    return behind.map((ps, node) => at[node]! + ps);
  }

  #longestOwn(module: Module) {
    const graph = timingGraph(module);
    const { net, step, setup } = this.delaysOf(graph);
    const at = new Float64Array(graph.steps.length).fill(-Infinity);
    const start = (nodes: Int32Array): void => nodes.forEach((node) => (at[node] = net[node]!));
    for (const nodes of graph.inputs.values()) start(nodes);
    for (const { outputs } of graph.children) for (const nodes of outputs.values()) start(nodes);
    this.#steps({ graph, net, step, setup, fromRegisters: true, at }, 0, at.length);
    let [longestPs, end, isFlipFlop] = [0, -1, false];
    const reach = (nodes: Int32Array, behindPs: number, areFlipFlops: boolean): void =>
      nodes.forEach((node) => {
        if (node < 0 || !(at[node]! + behindPs > longestPs)) return;
        [longestPs, end, isFlipFlop] = [at[node]! + behindPs, node, areFlipFlops];
      });
    reach(graph.ends, setup, true);
    const load = this.outputLoadPs();
    for (const nodes of graph.outputs.values()) reach(nodes, load, false);
    for (const { inputs } of graph.children) for (const nodes of inputs.values()) reach(nodes, load, false);
    return { graph, at, longestPs, end, isFlipFlop };
  }

  /** Longest path of a module and all below it [ps]: inputs at 0, outputs loaded like a port. */
  longestPath(module: Module): number {
    const inputs = module.inputs.map(({ name, width }) => this.fromPort(module, name, this.shapes.even(width)));
    const load = this.outputLoadPs();
    let longest = 0;
    for (const { outputs, endsPs } of [this.fromRegisters(module), ...inputs]) {
      longest = Math.max(longest, endsPs);
      for (const { latestPs } of outputs.values()) longest = Math.max(longest, latestPs + load);
    }
    return longest;
  }

  /** What a driver gives for the load of a net at the top of a design, where all readers are ports [ps]. */
  portNetDelay(pins: number): number {
    return wholeGrains(this.#delays.ofNet([pins, 0, 0, 0], 0, pins, this.#coefficients.gateLoad));
  }

  /** What an output port's load adds [ps]. */
  outputLoadPs(): number {
    return wholeGrains(this.#coefficients.gateLoad * this.#loads.portFf);
  }

  /** What each step of a module adds. */
  delaysOf(graph: TimingGraph): ModuleDelays {
    return this.#delays.of(graph);
  }

  #once(module: Module, key: string, make: () => Response): Response {
    const known = this.#responses.get(module) ?? new Map<string, Response>();
    this.#responses.set(module, known);
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  }

  #evaluate(module: Module, start: Start | undefined): Response {
    const graph = timingGraph(module);
    const delays = this.delaysOf(graph);
    return this.#spare.with(graph.steps.length, -Infinity, (at) =>
      this.#respond({ graph, ...delays, fromRegisters: start === undefined, at }, start),
    );
  }

  #respond(walk: Walk, start: Start | undefined): Response {
    const { graph, at, net, setup } = walk;
    if (start !== undefined) {
      const nodes = graph.inputs.get(start.port) ?? NO_NODES;
      const { bits } = start.shape;
      for (let i = 0; i < bits.length; i++) {
        const node = nodes[i % nodes.length]!;
        at[node] = Math.max(at[node]!, bits[i]! + net[node]!);
      }
    }
    let endsPs = -Infinity;
    let begin = 0;
    for (const child of graph.children.toSorted((a, b) => a.firstOutput - b.firstOutput)) {
      this.#steps(walk, begin, child.firstOutput);
      endsPs = Math.max(endsPs, this.#child(walk, child));
      begin = child.firstOutput;
    }
    this.#steps(walk, begin, at.length);
    for (const node of graph.ends) endsPs = Math.max(endsPs, at[node]! + setup);
    const outputs = new Map<string, Profile>();
    for (const [port, nodes] of graph.outputs) {
      const bits = new Float64Array(nodes.length);
      for (let i = 0; i < nodes.length; i++) bits[i] = nodes[i]! < 0 ? -Infinity : at[nodes[i]!]!;
      const profile = this.shapes.profile(bits);
      if (profile !== undefined) outputs.set(port, profile);
    }
    return { outputs, endsPs };
  }

  #steps({ graph, at, step: delays, fromRegisters }: Walk, begin: number, end: number): void {
    const { steps, first, operands, sources } = graph;
    for (let node = fromRegisters ? begin : Math.max(begin, sources); node < end; node++) {
      if (steps[node] === REGISTER && fromRegisters) at[node] = delays[node]!;
      let latest = -Infinity;
      for (let i = first[node]!; i < first[node + 1]!; i++) {
        const arrival = at[operands[i]!]!;
        if (arrival > latest) latest = arrival;
      }
      if (latest > -Infinity) at[node] = latest + delays[node]!;
    }
  }

  /** Copies of a repeated child are one: the latest bit of all copies arrives at each. Returns the child's latest end. */
  #child({ at, net, fromRegisters }: Walk, { instance, inputs, outputs }: TimingChild): number {
    const { module } = instance;
    let endsPs = -Infinity;
    const take = (response: Response, offsetPs: number): void => {
      endsPs = Math.max(endsPs, response.endsPs + offsetPs);
      for (const [port, { latestPs, shape }] of response.outputs) {
        const nodes = outputs.get(port) ?? NO_NODES;
        const { bits } = shape;
        for (let i = 0, bit = 0; i < nodes.length; i++, bit = bit + 1 === bits.length ? 0 : bit + 1) {
          const node = nodes[i]!;
          const arrival = bits[bit]! + latestPs + offsetPs + net[node]!;
          if (arrival > at[node]!) at[node] = arrival;
        }
      }
    };
    if (fromRegisters) take(this.fromRegisters(module), 0);
    for (const { name, width } of module.inputs) {
      const profile = this.#profileAt(inputs.get(name), width, at);
      if (profile !== undefined) take(this.fromPort(module, name, profile.shape), profile.latestPs);
    }
    return endsPs;
  }

  /** Of a port of `width` bits at these nodes; those of several copies stand behind each other. */
  #profileAt(nodes: Int32Array | undefined, width: number, at: Float64Array): Profile | undefined {
    if (nodes?.some((node) => node >= 0 && at[node]! > -Infinity) !== true) return undefined;
    const bits = new Float64Array(width).fill(-Infinity);
    for (let i = 0, bit = 0; i < nodes.length; i++, bit = bit + 1 === width ? 0 : bit + 1) {
      const node = nodes[i]!;
      if (node >= 0 && at[node]! > bits[bit]!) bits[bit] = at[node]!;
    }
    return this.shapes.profile(bits);
  }
}

const NO_NODES = new Int32Array(0);
const REGISTER = STEPS.indexOf("register");

/** A port at which paths start, when its latest bit arrives at 0. */
interface Start {
  readonly port: string;
  readonly shape: Shape;
}

interface Walk extends ModuleDelays {
  readonly graph: TimingGraph;
  readonly fromRegisters: boolean;
  /** Arrival at each node. */
  readonly at: Float64Array;
}
