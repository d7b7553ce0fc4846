import type { TopInstance } from "../../generators/contract/index.ts";
import type { Module } from "../../src/hdl/index.ts";
import type { TopModel } from "../cost/delay/critical-path.ts";
import type { Paths } from "../cost/delay/end-paths.ts";
import type { PortPins } from "../cost/delay/port-loads.ts";
import type { Profile } from "../cost/delay/profile.ts";

/** How the instances at the top of designs change along a row. */
export type Width = "narrow" | "copied" | "spread";

/** The bits of an output of a narrow instance, all its copies. */
type TotalBitsOf = (instance: string, port: string) => number;

/** An instance at the top with what it is made of. */
export interface Wide {
  readonly instance: TopInstance;
  readonly module: Module;
}

/** A port that a narrow instance drives. */
export interface Crossing {
  readonly driver: { readonly instance: string; readonly port: string };
  readonly reader: TopInstance;
  readonly port: string;
  readonly pins: PortPins;
  /**
   * From each bit on (of a dealt port: each bit of one copy) to where the signal ends, at most [ps]; undefined: nothing behind
   * it ends.
   */
  readonly ends: Profile | undefined;
  /** Whether all copies of the reader share the driver's bits. */
  readonly isShared: boolean;
}

/**
 * The instances that are copied along a row: what they do to the longest path, whatever drives them. Copies are alike, so
 * this is worked out once for any number of them. A port driven by one of them is dealt out: one copy drives one.
 */
export class WideTop {
  /** Longest path that begins in them or at a port of the design [ps]. */
  readonly pathPs: number;
  readonly crossings: readonly Crossing[];
  /** Nets that instances read whose bits are spread over the copies: driver and port. */
  readonly spreadNets: ReadonlySet<string>;
  /** Behind the outputs of the instance whose bits are spread over the copies: instance → output → way to an end [ps]. */
  readonly behindSpread: ReadonlyMap<string, number>;

  /** @param widthOf each instance of the top */
  constructor(
    timing: TopModel,
    top: readonly TopInstance[],
    widthOf: (instance: TopInstance) => Width,
    totalBitsOf: TotalBitsOf,
  ) {
    const copied = top.filter((each) => widthOf(each) === "copied").map((instance) => placed(timing, instance));
    const widths = new Map(top.map((instance) => [instance.name, widthOf(instance)]));
    const load = timing.arrivals.outputLoadPs();
    const ends = new Map<string, Paths>();
    const crossings: Crossing[] = [];
    let pathPs = 0;
    for (const { instance, module } of copied.toReversed()) {
      const behind = behindOutputs(timing, module, instance.name, copied, ends, load);
      const onwards = timing.ends.onwards(module, behind);
      ends.set(instance.name, onwards);
      pathPs = Math.max(pathPs, fromRegisters(timing, module, behind));
      for (const { name: port } of module.inputs) {
        const source = instance.inputs[port];
        const paths = onwards.get(port) ?? new Float64Array(0);
        if (source === undefined) pathPs = Math.max(pathPs, largest(paths));
        else if (widths.get(source.instance) === "narrow") {
          const pins = timing.loads.of(module, port);
          const isShared = totalBitsOf(source.instance, source.port) === pins.bits;
          const behindPort = timing.arrivals.shapes.profile(paths);
          crossings.push({ driver: source, reader: instance, port, pins, ends: behindPort, isShared });
        }
      }
    }
    this.pathPs = pathPs;
    this.crossings = inOrderOf(top, crossings);
    const spread = top.filter((each) => widthOf(each) === "spread");
    const narrow = top.filter((each) => widthOf(each) === "narrow");
    const others = top.filter((each) => widthOf(each) !== "narrow");
    requireOwnNets(narrow, others);
    requireEvenNets(others, totalBitsOf);
    this.spreadNets = new Set(
      spread.flatMap(({ inputs }) => Object.values(inputs).map(({ instance, port }) => `${instance} ${port}`)),
    );
    this.behindSpread = new Map(spread.map(({ name }) => [name, behindSpread(timing, name, copied, ends, load)]));
  }
}

/** Nets that narrow instances read no other reads: such a net's load would change along the row, and all behind it. */
function requireOwnNets(narrow: readonly TopInstance[], others: readonly TopInstance[]): void {
  const netsOf = (instances: readonly TopInstance[]): string[] =>
    instances.flatMap(({ inputs }) => Object.values(inputs).map(({ instance, port }) => `${instance}.${port}`));
  const read = new Set(netsOf(others));
  for (const net of netsOf(narrow))
    if (read.has(net)) throw new Error(`internal: ${net} is read by one instance and by copies`);
}

/** Copies read outputs whole, and beside others those of one bit only: all bits of a net have the same readers. */
function requireEvenNets(readers: readonly TopInstance[], totalBitsOf: TotalBitsOf): void {
  const read = new Set<string>();
  for (const { name, inputs } of readers) {
    for (const { instance, port, low, bits } of Object.values(inputs)) {
      const net = `${instance}.${port}`;
      if (low !== undefined || bits !== undefined) throw new Error(`internal: copies of ${name} read a part of ${net}`);
      if (read.has(net) && totalBitsOf(instance, port) > 1)
        throw new Error(`internal: copies read ${net} beside others`);
      read.add(net);
    }
  }
}

function placed(timing: TopModel, instance: TopInstance): Wide {
  return { instance, module: timing.moduleOf(instance) };
}

/** In the order in which the netlist meets them, which says who reads a net first. */
function inOrderOf(top: readonly TopInstance[], crossings: readonly Crossing[]): readonly Crossing[] {
  return top.flatMap(({ name, inputs }) =>
    Object.keys(inputs).flatMap((port) => crossings.filter((each) => each.reader.name === name && each.port === port)),
  );
}

/** Behind each bit of a module's outputs: the load of a port, or what copies that read it make of it. */
function behindOutputs(
  timing: TopModel,
  module: Module,
  name: string,
  copied: readonly Wide[],
  ends: ReadonlyMap<string, Paths>,
  load: number,
): Paths {
  const behind = new Map(module.outputs.map((port) => [port.name, new Float64Array(port.width).fill(load)]));
  forEachReader(timing, name, copied, ends, (port, bit, path) => {
    const paths = behind.get(port)!;
    for (let i = bit.first; i < paths.length; i += bit.step) paths[i] = Math.max(paths[i]!, path);
  });
  return behind;
}

/** The same of an instance whose output's bits are dealt out to the copies, one way for all bits. */
function behindSpread(
  timing: TopModel,
  name: string,
  copied: readonly Wide[],
  ends: ReadonlyMap<string, Paths>,
  load: number,
): number {
  let longest = load;
  forEachReader(timing, name, copied, ends, (_port, { step }, path) => {
    if (step !== 1) throw new Error(`internal: ${name} gives more than a bit to each copy`);
    longest = Math.max(longest, path);
  });
  return longest;
}

/** Calls `visit` for each bit of a reader's port that `name` drives: bits `first`, `first + step`, … of the output go there. */
function forEachReader(
  timing: TopModel,
  name: string,
  copied: readonly Wide[],
  ends: ReadonlyMap<string, Paths>,
  visit: (port: string, bit: { readonly first: number; readonly step: number }, path: number) => void,
): void {
  const seen = new Set<string>();
  for (const { instance, module } of copied) {
    for (const [port, source] of Object.entries(instance.inputs)) {
      if (source.instance !== name) continue;
      if (seen.has(source.port)) throw new Error(`internal: ${name}.${source.port} has several readers`);
      seen.add(source.port);
      const { pins } = timing.loads.of(module, port);
      const paths = ends.get(instance.name)?.get(port) ?? new Float64Array(0);
      pins.forEach((each, i) =>
        visit(source.port, { first: i, step: pins.length }, timing.arrivals.portNetDelay(each) + paths[i]!),
      );
    }
  }
}

function fromRegisters(timing: TopModel, module: Module, behind: Paths): number {
  const { endsPs, outputs } = timing.arrivals.fromRegisters(module);
  let longest = endsPs;
  for (const [port, { latestPs, shape }] of outputs) {
    const paths = behind.get(port)!;
    for (let i = 0; i < shape.bits.length; i++) longest = Math.max(longest, latestPs + shape.bits[i]! + paths[i]!);
  }
  return longest;
}

function largest(values: Float64Array): number {
  let found = -Infinity;
  for (const value of values) if (value > found) found = value;
  return found;
}
