import { findCore } from "../../../generators/registry.ts";
import type { CoreGenerator } from "../../../generators/contract/index.ts";
import type { ParameterValues } from "../../core/parameters.ts";
import type { Tile } from "./readings.ts";
import { smallestInTime, type SizedCore, type Sizing } from "./smallest-core.ts";

/** What a core of ours has to do to stand beside a published one. */
export interface Task {
  readonly activation: string;
  /** Of floating-point sums; undefined for integers. */
  readonly accumulator: string | undefined;
  /** The product, N × M. */
  readonly inputs: number;
  readonly outputs: number;
  /** The published tile: ours has at least as many MAC per cycle, and needs at most as many steps for the product. */
  readonly tile: Tile;
}

const GROUP_SIZES = [2, 3, 1, 4, 5];

/** Outputs of a step of ours by those of the published one. */
const OUTPUT_RATIOS = [1, 2, 1 / 2, 4, 1 / 4, 8, 1 / 8];

/** What a generator takes at most, of tables and of fetchers. */
const MOST = 1024;

/** Steps of a product: tiles of its inputs times tiles of its outputs. */
export function stepsOf(product: Pick<Task, "inputs" | "outputs">, tile: Tile): number {
  return Math.ceil(product.inputs / tile.inputs) * Math.ceil(product.outputs / tile.outputs);
}

/**
 * The smallest core of ours for a task that meets the clock, the first one of equals; undefined if there is none. Of table cores
 * (µ 1 to 5, entries stored or not) and add-sub cores, both loop orders, K an eighth to eight times the published one's in powers
 * of two, L as small as the task allows.
 */
export function bestOfOurs(task: Task, sizing: Sizing): SizedCore | undefined {
  let best: SizedCore | undefined;
  for (const { generator, stated } of candidatesOf(task))
    best = smallestInTime(generator, stated, sizing, best?.areaUm2) ?? best;
  return best;
}

interface Candidate {
  readonly generator: CoreGenerator;
  readonly stated: ParameterValues;
}

function candidatesOf(task: Task): readonly Candidate[] {
  const { activation, accumulator, inputs, outputs } = task;
  const shared = { activation, inputs, outputs, ...(accumulator === undefined ? {} : { accumulator }) };
  return outputsOf(task).flatMap((lanes) =>
    ordersOf(outputs, lanes).flatMap((loopOrder) => [
      ...GROUP_SIZES.flatMap((groupSize) => tableCores(task, lanes, groupSize, { ...shared, loopOrder })),
      ...addSubCore(task, lanes, { ...shared, loopOrder }),
    ]),
  );
}

function outputsOf({ tile, outputs }: Task): readonly number[] {
  const lanes = OUTPUT_RATIOS.map((ratio) => tile.outputs * ratio);
  return lanes.filter((each) => Number.isInteger(each) && each >= 1 && each <= Math.min(MOST, outputs));
}

/** Loop orders of a product on a tile with so many outputs: with one tile of outputs both are one. */
export function ordersOf(outputs: number, lanes: number): readonly string[] {
  return outputs > lanes ? ["output-stationary", "table-stationary"] : ["output-stationary"];
}

function tableCores(task: Task, fetchers: number, groupSize: number, shared: ParameterValues): readonly Candidate[] {
  const tables = groupsFor(task, fetchers, groupSize);
  if (tables === undefined) return [];
  const storages = groupSize === 1 ? ["register"] : ["register", "combinational"];
  return storages.map((tableStorage) => ({
    generator: coreNamed("ternary-lut"),
    stated: { ...shared, groupSize, tables, fetchers, tableStorage },
  }));
}

function addSubCore(task: Task, tileOutputs: number, shared: ParameterValues): readonly Candidate[] {
  const tileInputs = groupsFor(task, tileOutputs, 1);
  return tileInputs === undefined
    ? []
    : [{ generator: coreNamed("add-sub"), stated: { ...shared, tileInputs, tileOutputs } }];
}

/** The fewest groups of µ inputs with which `lanes` outputs do the task; undefined if no number does. */
function groupsFor(task: Task, lanes: number, groupSize: number): number | undefined {
  const { tile, inputs, outputs } = task;
  const steps = Math.floor(stepsOf(task, tile) / Math.ceil(outputs / lanes));
  if (steps === 0) return undefined;
  const ofMacs = Math.ceil((tile.inputs * tile.outputs) / (groupSize * lanes));
  const ofSteps = Math.ceil(inputs / (steps * groupSize));
  const groups = Math.max(ofMacs, ofSteps);
  return groups <= MOST ? groups : undefined;
}

/** A core by its name. @throws if there is none: a bug of ours */
export function coreNamed(name: string): CoreGenerator {
  const generator = findCore(name);
  if (generator === undefined) throw new Error(`internal: no generator ${name}`);
  return generator;
}
