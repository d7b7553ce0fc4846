import type { DataStatistics, CoreGenerator } from "../../generators/contract/index.ts";
import { FLOAT_FORMATS, formatBits, type FloatFormat, type FloatName } from "../../generators/numeric/float-format.ts";
import { bitsOf } from "../../generators/numeric/float-value.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { Random } from "../../src/core/random.ts";
import { ONE } from "../../src/hdl/gate-list.ts";
import { lower, type LoweredDesign } from "../../src/hdl/lower.ts";
import { LANES, run, schedule } from "../../src/hdl/simulate.ts";
import { TOGGLE_KINDS, type ToggleKind } from "../../src/hdl/toggle-kinds.ts";
import { kindsOfLogic, popcount } from "../../src/hdl/toggles.ts";

/** Kinds of nets that a whole core has as its modules have them; inputs become wires. */
export type NetKind = Exclude<ToggleKind, "input">;

/** None of any kind. */
export function noToggles(): Record<NetKind, number> {
  const kinds = TOGGLE_KINDS.filter((kind): kind is NetKind => kind !== "input");
  return Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<NetKind, number>;
}

/**
 * Transitions per step of a whole core, flattened, that is driven through its streams without stalls: the reference for
 * traces of single modules. Draws its data by itself. Counts 96 cycles, in whole tiles, after two tiles.
 */
export function coreToggles(
  generator: CoreGenerator,
  parameters: ParameterValues,
  statistics: DataStatistics,
): Record<NetKind, number> {
  const tile = generator.tile(parameters);
  const design = lower(generator.elaborate(parameters));
  const format = FLOAT_FORMATS[parameters["activation"] as FloatName] as FloatFormat | undefined;
  const groupSize = Number(parameters["groupSize"] ?? 1);
  const streams = new Streams(design, statistics, groupSize, format ?? tile.activationBits);
  const size = Math.ceil(tile.maxOutputs / tile.outputsPerStep);
  const stepsPerTile = Math.round(1 / tile.loadsPerStep);
  streams.hold("shape_inputs", tile.maxInputs);
  streams.hold("shape_outputs", tile.maxOutputs);
  const warmUp = 2 * size + 12;
  const counts = noToggles();
  for (let cycle = 0; cycle < warmUp; cycle++) streams.cycle(undefined);
  let steps = 0;
  for (let cycle = 0; cycle < Math.ceil(96 / stepsPerTile) * stepsPerTile; cycle++) steps += streams.cycle(counts);
  for (const kind of Object.keys(counts) as NetKind[]) counts[kind] /= LANES * steps;
  return counts;
}

/** A lowered core with its streams. */
class Streams {
  readonly #design: LoweredDesign;
  readonly #values: Int32Array;
  readonly #before: Int32Array;
  readonly #program: ReturnType<typeof schedule>;
  readonly #kinds: Int8Array;
  readonly #random = new Random(99);
  readonly #statistics: DataStatistics;
  readonly #groupSize: number;
  /** A format, or bits of an integer. */
  readonly #activation: FloatFormat | number;
  #needsActivations = true;
  #needsKeys = true;

  constructor(design: LoweredDesign, statistics: DataStatistics, groupSize: number, activation: FloatFormat | number) {
    const { gates } = design;
    this.#design = design;
    this.#statistics = statistics;
    this.#groupSize = groupSize;
    this.#activation = activation;
    this.#values = new Int32Array(gates.kinds.length);
    this.#values[ONE] = -1;
    this.#before = new Int32Array(gates.kinds.length);
    this.#program = schedule(gates);
    this.#kinds = kindsOfLogic(gates);
    for (const port of ["act_valid", "key_valid", "out_ready", "shape_valid"]) this.hold(port, 1);
  }

  /** Keeps a port at a value. */
  hold(port: string, value: number): void {
    this.#inputs(port).forEach((gate, bit) => (this.#values[gate] = (value >> bit) & 1 ? -1 : 0));
  }

  #inputs(port: string): readonly number[] {
    return this.#design.inputs.get(port) ?? [];
  }

  /** One cycle; gives 1 if a beat of keys was taken. */
  cycle(counts: Record<NetKind, number> | undefined): number {
    if (this.#needsActivations) this.#drawActivations();
    if (this.#needsKeys) this.#drawKeys();
    const values = this.#values;
    run(this.#program, values);
    this.#needsActivations = this.#isReady("act_ready");
    this.#needsKeys = this.#isReady("key_ready");
    if (counts !== undefined) this.#count(counts);
    this.#before.set(values);
    const { registers, nexts } = this.#design.gates;
    const loaded = nexts.map((next) => values[next]!);
    registers.forEach((register, i) => (values[register] = loaded[i]!));
    return this.#needsKeys ? 1 : 0;
  }

  #isReady(port: string): boolean {
    const [gate] = this.#design.outputs.get(port) ?? [];
    return gate !== undefined && this.#values[gate] !== 0;
  }

  #count(counts: Record<NetKind, number>): void {
    this.#kinds.forEach((place, gate) => {
      const kind = TOGGLE_KINDS[place];
      if (kind !== undefined && kind !== "input") counts[kind] += popcount(this.#values[gate]! ^ this.#before[gate]!);
    });
  }

  #put(gates: readonly number[], value: number, lane: number): void {
    gates.forEach((gate, bit) => {
      const others = this.#values[gate]! & ~(1 << lane);
      this.#values[gate] = others | (((value >> bit) & 1) << lane);
    });
  }

  #drawActivations(): void {
    const gates = this.#inputs("act_data");
    const bits = typeof this.#activation === "number" ? this.#activation : formatBits(this.#activation);
    for (let at = 0; at < gates.length; at += bits)
      for (let lane = 0; lane < LANES; lane++) this.#put(gates.slice(at, at + bits), this.#drawActivation(), lane);
  }

  /** An integer, or the pattern of a floating-point number of deviation 1. */
  #drawActivation(): number {
    const normal = this.#random.gaussian();
    if (typeof this.#activation !== "number") return bitsOf(normal, this.#activation);
    const limit = 2 ** (this.#activation - 1);
    return Math.max(-limit, Math.min(limit - 1, Math.round(normal * this.#statistics.activationDeviation * limit)));
  }

  /** Index |Σ c_i·3^i| and sign. */
  #drawKeys(): void {
    const gates = this.#inputs("key_data");
    const bits = Math.ceil(Math.log2((3 ** this.#groupSize + 1) / 2)) + 1;
    for (let at = 0; at < gates.length; at += bits) {
      for (let lane = 0; lane < LANES; lane++) {
        let value = 0;
        for (let i = 0; i < this.#groupSize; i++) value += this.#weight() * 3 ** i;
        this.#put(gates.slice(at, at + bits), Math.abs(value) + (value < 0 ? 2 ** (bits - 1) : 0), lane);
      }
    }
  }

  #weight(): number {
    if (this.#random.next() < this.#statistics.zeroWeights) return 0;
    return this.#random.bit() === 1 ? 1 : -1;
  }
}
