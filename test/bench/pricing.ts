import { createHash, type Hash } from "node:crypto";
import { GENERATORS } from "../../generators/registry.ts";
import type { Component, Generator } from "../../generators/contract/index.ts";
import type { CostModel } from "../../models/cost/cost-model.ts";
import { arrivalModel, countsModel } from "../../models/cost/counts-model.ts";
import type { ArrivalModel, Response } from "../../models/cost/delay/arrivals.ts";
import { EndPaths } from "../../models/cost/delay/end-paths.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { requireGenerator } from "../../src/config/find-generator.ts";
import { pointsOf, type Points } from "../../src/config/points.ts";
import { timingGraph } from "../../src/hdl/timing-graph.ts";
import type { Module } from "../../src/hdl/index.ts";
import { lutSpace, USUAL } from "./explore-space.ts";

/** Every so many-th design of the space: prime, so that all values of all axes come up. */
const STRIDE = 977;

/** Of the parts of the sampled designs, each thing that is priced once: by role. */
interface Distinct {
  /** By name: built, and timed. */
  readonly modules: Map<string, Component>;
  /** By key: their features are counted. */
  readonly costs: Map<string, Component>;
  /** By key and activity: their transitions are counted. */
  readonly energies: Map<string, Component>;
}

function distinctParts(generator: Generator, points: Points): Map<string, Distinct> {
  const byRole = new Map<string, Distinct>();
  for (let index = 0; index < points.count; index += STRIDE) {
    const { parameters } = points.at(index);
    if (generator.conflicts(parameters).length > 0) continue;
    for (const component of generator.components(parameters)) {
      const { role, key, activity } = component;
      const known = byRole.get(role) ?? { modules: new Map(), costs: new Map(), energies: new Map() };
      byRole.set(role, known);
      known.modules.set(component.moduleName(), component);
      known.costs.set(key, component);
      known.energies.set(`${key} ${activity.key}`, component);
    }
  }
  return byRole;
}

/** Feeds numbers to a checksum, to the last bit. */
class Numbers {
  readonly #hash: Hash = createHash("sha256");

  add(...values: readonly number[]): void {
    this.#hash.update(Float64Array.from(values));
  }

  digest(): string {
    return this.#hash.digest("hex").slice(0, 16);
  }
}

function addCost(numbers: Numbers, model: CostModel, component: Component): void {
  const cost = model.cost(component);
  if (cost !== undefined) numbers.add(cost.areaUm2, cost.leakageNw);
}

function addEnergy(numbers: Numbers, model: CostModel, component: Component): void {
  const energy = model.energy(component);
  if (energy === undefined) return;
  for (const { switching, internal, clock } of [energy.load, energy.hold]) numbers.add(switching, internal, clock);
}

function addResponse(numbers: Numbers, { outputs, endsPs }: Response): void {
  numbers.add(endsPs);
  for (const { latestPs, shape } of outputs.values()) numbers.add(latestPs, ...shape.bits);
}

/** All ways through a module: from its flip-flops, and from each port if all its bits (of one copy, if dealt) arrive at once. */
function addTiming(numbers: Numbers, arrivals: ArrivalModel, ends: EndPaths, module: Module): void {
  addResponse(numbers, arrivals.fromRegisters(module));
  for (const { name, width } of module.inputs) {
    const shape = arrivals.shapes.even(timingGraph(module).inputs.get(name)?.length ?? width);
    addResponse(numbers, arrivals.fromPort(module, name, shape));
    numbers.add(ends.latest(module, name, shape), ends.reachesOutputs(module, name) ? 1 : 0);
  }
}

/** Processor time of a step [ms]. */
function msOf(step: () => void): number {
  const begin = process.cpuUsage();
  step();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

/** Prices parts, each thing once, and takes in all numbers that come out. */
class Pricing {
  readonly numbers = new Numbers();
  readonly #model: CostModel;
  readonly #arrivals: ArrivalModel;
  readonly #ends: EndPaths;
  totalMs = 0;

  constructor() {
    const technology = loadTechnology("asap7");
    this.#model = countsModel(technology, STANDARD_STATISTICS);
    this.#arrivals = arrivalModel(technology);
    this.#ends = new EndPaths(this.#arrivals);
  }

  /** The row of a role: how many there are of each thing, and what one of them takes [ms]. */
  row(role: string, { modules, costs, energies }: Distinct): string {
    const built: Module[] = [];
    const build = msOf(() => modules.forEach((each) => built.push(each.build())));
    const features = msOf(() => costs.forEach((each) => addCost(this.numbers, this.#model, each)));
    const toggles = msOf(() => energies.forEach((each) => addEnergy(this.numbers, this.#model, each)));
    const timing = msOf(() => built.forEach((each) => addTiming(this.numbers, this.#arrivals, this.#ends, each)));
    const sum = build + features + toggles + timing;
    this.totalMs += sum;
    return cells([
      role,
      `${modules.size}`,
      (build / modules.size).toFixed(3),
      (timing / modules.size).toFixed(3),
      `${costs.size}`,
      (features / costs.size).toFixed(3),
      `${energies.size}`,
      (toggles / energies.size).toFixed(3),
      sum.toFixed(0),
    ]);
  }
}

const TITLES = ["role", "modules", "build", "timing", "keys", "features", "traces", "trace+toggles", "sum"];

/**
 * What it takes to price each distinct module of a sample of a million designs once: to build and to time it, to count its
 * features, to draw its trace and count its transitions, in ms of processor time per module, key and trace; and a checksum
 * of all numbers, which no optimisation may change. Lanes, and what is in them, are built when designs ask for their keys.
 */
export function benchPricing(): string {
  const name = "ternary-lut";
  const points = pointsOf(lutSpace(USUAL), GENERATORS);
  const generator = requireGenerator(name, GENERATORS, "generator");
  let parts = new Map<string, Distinct>();
  const partsMs = msOf(() => (parts = distinctParts(generator, points)));
  const pricing = new Pricing();
  const rows = [...parts].map(([role, distinct]) => pricing.row(role, distinct));
  const seconds = (pricing.totalMs + partsMs) / 1000;
  return [
    cells(TITLES),
    ...rows,
    `parts of the designs, with the keys of their lanes: ${partsMs.toFixed(0)} ms`,
    `pricing: ${seconds.toFixed(2)} s of processor time, checksum ${pricing.numbers.digest()}`,
  ].join("\n");
}

function cells(texts: readonly string[]): string {
  return texts.map((text, i) => (i === 0 ? text.padEnd(12) : text.padStart(14))).join("");
}
