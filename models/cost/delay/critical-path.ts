import type { TopInstance, TopSource } from "../../../generators/contract/index.ts";
import type { Module } from "../../../src/hdl/index.ts";
import type { ArrivalModel, Response } from "./arrivals.ts";
import { EndPaths } from "./end-paths.ts";
import { loadKey, netBuffers, pinsOn, type NetLoad } from "./net-loads.ts";
import { PortLoads, type MeasuredPins } from "./port-loads.ts";
import type { Profile, Shape } from "./profile.ts";

/** A net between instances. */
export interface TopNet {
  /** Fan-out buffers on all its bits. */
  readonly buffers: number;
  /** An instance that reads it, at this port. */
  readonly reader: TopInstance;
  /** The part that it is of; empty if it is of none. */
  readonly part: string;
  readonly port: string;
}

export interface TopAnalysis {
  /** Longest path between flip-flops and ports of the design, setup included [ps]. */
  readonly criticalPathPs: number;
  readonly nets: readonly TopNet[];
  /** Instance → output port → when the bits of one copy arrive. */
  readonly outputs: ReadonlyMap<string, ReadonlyMap<string, Profile>>;
}

/** Timing and fan-out of whole designs from the responses of their modules, which are kept by name. */
export class TopModel {
  readonly arrivals: ArrivalModel;
  readonly ends: EndPaths;
  readonly loads: PortLoads;
  readonly #modules = new Map<string, Module>();
  /** Module and what arrives at it → what follows. */
  readonly #settled = new WeakMap<Module, Map<string, Settled>>();
  readonly #onPlaced: (instance: TopInstance) => void;
  /** What a net makes of a profile, by everything that it depends on. */
  readonly #nets = new Map<string, Profile | undefined>();

  /**
   * @param onPlaced hears of each instance before its module is timed
   * @param measured pins behind ports, where they are known better than from the netlist
   */
  constructor(
    arrivals: ArrivalModel,
    onPlaced: (instance: TopInstance) => void = () => undefined,
    measured?: MeasuredPins,
  ) {
    this.arrivals = arrivals;
    this.loads = new PortLoads(measured);
    this.ends = new EndPaths(arrivals);
    this.#onPlaced = onPlaced;
  }

  /** A module with the ports, loads and delays of an instance's; made once for all that have the same. */
  moduleOf(instance: TopInstance): Module {
    const { moduleName, timing = moduleName, build } = instance;
    let module = this.#modules.get(timing);
    if (module === undefined) {
      this.#onPlaced(instance);
      if (this.#modules.size >= MOST_MODULES) this.#modules.clear();
      this.#modules.set(timing, (module = build()));
    }
    return module;
  }

  /** @param isCounted whether paths that end in an instance, or at its outputs, are wanted */
  analyse(top: readonly TopInstance[], isCounted: (instance: TopInstance) => boolean = () => true): TopAnalysis {
    const placed = this.#place(top);
    let criticalPathPs = 0;
    const outputLoad = this.arrivals.outputLoadPs();
    const nets: TopNet[] = [];
    for (const at of placed.values()) {
      const endsPs = this.#settle(at, placed);
      if (isCounted(at.instance)) {
        criticalPathPs = Math.max(criticalPathPs, endsPs);
        for (const { latestPs } of at.outputs.values())
          criticalPathPs = Math.max(criticalPathPs, latestPs + outputLoad);
      }
      for (const readers of at.readers.values()) {
        const [first] = readers;
        if (first === undefined) continue;
        nets.push({
          buffers: netBuffers(readers.map((each) => this.#loadOf(at, each))),
          reader: first.at.instance,
          part: first.at.instance.part ?? "",
          port: first.port,
        });
      }
    }
    const outputs = new Map([...placed].map(([name, at]) => [name, at.outputs]));
    return { criticalPathPs, nets, outputs };
  }

  #place(top: readonly TopInstance[]): Map<string, Placed> {
    const placed = new Map<string, Placed>();
    for (const instance of top) {
      const { name, inputs } = instance;
      const module = this.moduleOf(instance);
      const at: Placed = { instance, module, outputs: new Map(), readers: new Map() };
      placed.set(name, at);
      for (const [port, source] of Object.entries(inputs)) {
        const driver = placed.get(source.instance);
        if (driver === undefined) throw new Error(`internal: ${name}.${port} is driven by a later instance`);
        const readers = driver.readers.get(source.port);
        if (readers === undefined) driver.readers.set(source.port, [{ at, port, source }]);
        else readers.push({ at, port, source });
      }
    }
    return placed;
  }

  /** Works out when the outputs of an instance arrive; returns the latest arrival at a flip-flop inside. */
  #settle(at: Placed, placed: ReadonlyMap<string, Placed>): number {
    const { instance, module } = at;
    const arrivals = module.inputs.map(({ name, width }): Profile | undefined => {
      const source = instance.inputs[name];
      return source === undefined
        ? { latestPs: 0, shape: this.arrivals.shapes.even(width) }
        : this.#arrival(placed.get(source.instance) as Placed, { at, port: name, source });
    });
    const key = arrivals.map((each) => (each === undefined ? "" : `${each.shape.id}@${each.latestPs}`)).join();
    const known = this.#settled.get(module) ?? new Map<string, Settled>();
    this.#settled.set(module, known);
    const settled = known.get(key) ?? this.#follow(module, arrivals);
    known.set(key, settled);
    at.outputs = settled.outputs;
    return settled.endsPs;
  }

  /** What follows from a module's flip-flops and from what arrives at its inputs. */
  #follow(module: Module, arrivals: readonly (Profile | undefined)[]): Settled {
    const outputs = new Map<string, Profile>();
    const take = (response: Response, offsetPs: number): void => {
      for (const [port, profile] of response.outputs)
        outputs.set(port, this.#later(outputs.get(port), { ...profile, latestPs: profile.latestPs + offsetPs }));
    };
    const clocked = this.arrivals.fromRegisters(module);
    let { endsPs } = clocked;
    take(clocked, 0);
    for (const [i, { name }] of module.inputs.entries()) {
      const profile = arrivals[i];
      if (profile === undefined) continue;
      const { latestPs, shape } = profile;
      endsPs = Math.max(endsPs, latestPs + this.ends.latest(module, name, shape));
      if (this.ends.reachesOutputs(module, name)) take(this.arrivals.fromPort(module, name, shape), latestPs);
    }
    return { outputs, endsPs };
  }

  /** Profile at one copy of a reader's input; copies of a driver, and of a reader, are alike. */
  #arrival(driver: Placed, reader: Reader): Profile | undefined {
    const output = driver.outputs.get(reader.source.port);
    if (output === undefined) return undefined;
    const own = this.#loadOf(driver, reader);
    const readers = driver.readers.get(reader.source.port) ?? [];
    const besides = readers.filter(({ at, port }) => at !== reader.at || port !== reader.port);
    const others = besides.map((each) => this.#loadOf(driver, each));
    const key = `${output.shape.id} ${loadKey(own)} ${others.map(loadKey).join(" ")}`;
    let relative = this.#nets.get(key);
    if (relative === undefined) this.#nets.set(key, (relative = this.#through(output.shape, own, others)));
    return relative === undefined ? undefined : { ...relative, latestPs: relative.latestPs + output.latestPs };
  }

  /** What a net makes of the bits of one copy of its driver, for a reader beside others. */
  #through({ bits: each }: Shape, own: NetLoad, others: readonly NetLoad[]): Profile | undefined {
    const { pins } = own.pins;
    // Dealt out: the latest bit of all copies arrives at each. Copies are alike, so as many as differ in place will do.
    const places = others.length === 0 && pins.length % each.length === 0 ? pins.length : own.bits;
    const behind = new Float64Array(pins.length).fill(-Infinity);
    const delays = new Map<number, number>();
    for (let i = 0, at = 0; i < places; i++, at = at + 1 === pins.length ? 0 : at + 1) {
      const bit = own.low + i;
      let load = pins[at]! * own.copies;
      for (const other of others) load += pinsOn(other, bit);
      const delay = delays.get(load) ?? this.arrivals.portNetDelay(load);
      delays.set(load, delay);
      behind[at] = Math.max(behind[at]!, each[bit % each.length]! + delay);
    }
    return this.arrivals.shapes.profile(behind);
  }

  /** What a reader puts on the net that drives it. */
  #loadOf(driver: Placed, { at, port, source }: Reader): NetLoad {
    const pins = this.loads.of(at.module, port);
    const { low = 0, bits = widthOf(driver, source.port) - low } = source;
    const { name, copies } = at.instance;
    if (bits !== pins.bits && bits !== pins.bits * copies)
      throw new Error(`internal: ${name}.${port} has ${pins.bits} bits in each of ${copies}, got ${bits}`);
    return { pins, copies: bits === pins.bits ? copies : 1, low, bits };
  }

  #later(a: Profile | undefined, b: Profile): Profile {
    if (a === undefined) return b;
    if (a.shape === b.shape) return a.latestPs >= b.latestPs ? a : b;
    const bits = a.shape.bits.map((each, i) => Math.max(each + a.latestPs, b.shape.bits[i]! + b.latestPs));
    return this.arrivals.shapes.profile(bits) ?? a;
  }
}

/** When a module's outputs arrive, and the latest arrival at a flip-flop inside. */
interface Settled {
  readonly outputs: ReadonlyMap<string, Profile>;
  readonly endsPs: number;
}

/** Modules by name are forgotten beyond as many: a sweep meets more than fit in memory. */
const MOST_MODULES = 512;

interface Placed {
  readonly instance: TopInstance;
  readonly module: Module;
  /** Output port → when one copy's bits arrive; all copies are alike. */
  outputs: ReadonlyMap<string, Profile>;
  /** Output port → who reads it. */
  readonly readers: Map<string, Reader[]>;
}

interface Reader {
  readonly at: Placed;
  readonly port: string;
  readonly source: TopSource;
}

/** Bits of an output of all copies of an instance. */
function widthOf({ module, instance }: Placed, port: string): number {
  return (module.outputs.find(({ name }) => name === port)?.width ?? 1) * instance.copies;
}
