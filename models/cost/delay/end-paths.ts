import { SpareArrays } from "../../../src/core/spare-arrays.ts";
import type { Module } from "../../../src/hdl/index.ts";
import { timingGraph, type TimingChild, type TimingGraph } from "../../../src/hdl/timing-graph.ts";
import type { ArrivalModel } from "./arrivals.ts";
import type { Shape } from "./profile.ts";
import type { ModuleDelays } from "./step-delays.ts";

/** Port → a path for each of its bits [ps], of a dealt port for each bit of one copy; −∞ where there is none. */
export type Paths = ReadonlyMap<string, Float64Array>;

/**
 * Paths to where a signal ends, walked backwards: of each bit of a module's input ports the longest way to a flip-flop, its
 * setup included, in the module or below. With them the latest end of any arrivals is a maximum of sums, and a module is
 * walked once whatever arrives at it.
 */
export class EndPaths {
  readonly #arrivals: ArrivalModel;
  readonly #toEnds = new WeakMap<Module, Paths>();
  readonly #toOutputs = new WeakMap<Module, Paths>();
  readonly #latest = new WeakMap<Module, Map<string, number>>();
  readonly #spare = new SpareArrays();
  readonly #behind = new WeakMap<Module, Map<string, Paths>>();

  constructor(arrivals: ArrivalModel) {
    this.#arrivals = arrivals;
  }

  /** Latest arrival at a flip-flop if the bits of one port arrive like this, the latest at 0 [ps]; −∞ if none is reached. */
  latest(module: Module, port: string, { id, bits }: Shape): number {
    const known = this.#latest.get(module) ?? new Map<string, number>();
    this.#latest.set(module, known);
    const key = `${port} ${id}`;
    let latest = known.get(key);
    if (latest !== undefined) return latest;
    latest = -Infinity;
    const paths = this.#ends(module).get(port) ?? [];
    for (let i = 0; i < bits.length; i++) latest = Math.max(latest, bits[i]! + paths[i % paths.length]!);
    known.set(key, latest);
    return latest;
  }

  /** Whether an output of a module follows a bit of a port within the cycle. */
  reachesOutputs(module: Module, port: string): boolean {
    return (
      this.toOutputs(module)
        .get(port)
        ?.some((path) => path > -Infinity) === true
    );
  }

  /** Of each bit of the input ports the longest way to an output of the module. */
  toOutputs(module: Module): Paths {
    let paths = this.#toOutputs.get(module);
    if (paths === undefined) {
      const outputs = module.outputs.map(({ name, width }) => [name, new Float64Array(width)] as const);
      this.#toOutputs.set(module, (paths = this.#walk(module, new Map(outputs), false)));
    }
    return paths;
  }

  /** Of each bit of the input ports the longest way to a flip-flop in the module, or on behind its outputs. */
  onwards(module: Module, behind: Paths): Paths {
    return this.#walk(module, behind, true);
  }

  #ends(module: Module): Paths {
    const known = this.#toEnds.get(module) ?? this.#walk(module, new Map(), true);
    this.#toEnds.set(module, known);
    return known;
  }

  /** Paths that go on behind the bits of one output port as a shape says: lanes that differ in their stores have it alike. */
  #behindPort(module: Module, port: string, { id, bits }: Shape): Paths {
    const known = this.#behind.get(module) ?? new Map<string, Paths>();
    this.#behind.set(module, known);
    const key = `${port} ${id}`;
    const paths = known.get(key) ?? this.#walk(module, new Map([[port, bits]]), false);
    known.set(key, paths);
    return paths;
  }

  /**
   * @param behind paths that go on behind the bits of output ports
   * @param countsEnds whether flip-flops inside end a path, too
   */
  #walk(module: Module, behind: Paths, countsEnds: boolean): Paths {
    const graph = timingGraph(module);
    const delays = this.#arrivals.delaysOf(graph);
    return this.#spare.with(graph.steps.length, -Infinity, (from) =>
      this.#walkBack({ graph, ...delays, from }, behind, countsEnds),
    );
  }

  #walkBack({ graph, net, step, setup, from }: Walk, behind: Paths, countsEnds: boolean): Paths {
    if (countsEnds) for (const node of graph.ends) from[node] = setup;
    for (const [port, paths] of behind) raise(from, graph.outputs.get(port), paths, 0);
    let end = from.length;
    for (const child of graph.children.toSorted((a, b) => b.firstOutput - a.firstOutput)) {
      stepsBack(graph, step, from, child.firstOutput, end);
      this.#childBack(child, net, from, countsEnds);
      end = child.firstOutput;
    }
    stepsBack(graph, step, from, 0, end);
    return new Map([...graph.inputs].map(([port, nodes]) => [port, pathsAt(nodes, from, net)]));
  }

  /** What goes on behind several outputs, or ends inside, is the longest of what goes on behind each. */
  #childBack({ instance, inputs, outputs }: TimingChild, net: Float64Array, from: Float64Array, countsEnds: boolean) {
    const { module } = instance;
    const raiseAll = (inside: Paths, offsetPs: number): void => {
      for (const [port, nodes] of inputs) raise(from, nodes, inside.get(port) ?? NO_PATHS, offsetPs);
    };
    if (countsEnds) raiseAll(this.#ends(module), 0);
    for (const { name, width } of module.outputs) {
      const profile = this.#arrivals.shapes.profile(longestOfCopies(outputs.get(name), width, from, net));
      if (profile !== undefined) raiseAll(this.#behindPort(module, name, profile.shape), profile.latestPs);
    }
  }
}

interface Walk extends ModuleDelays {
  readonly graph: TimingGraph;
  /** Of each node: the longest path from where its value has arrived, its net included, to an end. */
  readonly from: Float64Array;
}

const NO_PATHS = new Float64Array(0);

/** Paths from nodes, their nets included. */
function pathsAt(nodes: Int32Array, from: Float64Array, net: Float64Array): Float64Array {
  const paths = new Float64Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) paths[i] = from[nodes[i]!]! + net[nodes[i]!]!;
  return paths;
}

/** The same for the bits of an output of which there are several copies: the longest of all copies. */
function longestOfCopies(nodes: Int32Array | undefined, width: number, from: Float64Array, net: Float64Array) {
  const paths = new Float64Array(width).fill(-Infinity);
  if (nodes === undefined) return paths;
  for (let i = 0, bit = 0; i < nodes.length; i++, bit = bit + 1 === width ? 0 : bit + 1)
    paths[bit] = Math.max(paths[bit]!, from[nodes[i]!]! + net[nodes[i]!]!);
  return paths;
}

/** Paths at nodes of a port are at least these; −1 is a constant. */
function raise(from: Float64Array, nodes: Int32Array | undefined, paths: Float64Array, offsetPs: number): void {
  if (paths.length === 0 || nodes === undefined) return;
  for (let i = 0, bit = 0; i < nodes.length; i++, bit = bit + 1 === paths.length ? 0 : bit + 1) {
    const node = nodes[i]!;
    if (node >= 0) from[node] = Math.max(from[node]!, paths[bit]! + offsetPs);
  }
}

/** Hands paths on from the nodes of a range to what they read, the last node first. */
function stepsBack(
  { first, operands }: TimingGraph,
  step: Float64Array,
  from: Float64Array,
  begin: number,
  end: number,
) {
  for (let node = end - 1; node >= begin; node--) {
    const path = from[node]! + step[node]!;
    if (path === -Infinity) continue;
    for (let i = first[node]!; i < first[node + 1]!; i++) {
      const operand = operands[i]!;
      if (path > from[operand]!) from[operand] = path;
    }
  }
}
