import { factsOf, numbersOf, type FieldName, type PublishedDesign } from "../../../models/published/index.ts";
import type { Technology } from "../../../models/technology/technology.ts";
import type { ParameterValues } from "../../core/parameters.ts";
import type { Design } from "../../core/result.ts";
import { fjOfPj, periodPsOfMhz } from "../../core/units.ts";
import { areaModel, roleAreas, sumOf } from "../cores/area-model.ts";
import {
  alternativesOf,
  assumedFields,
  PRODUCTS,
  ZERO_WEIGHTS,
  type Alternative,
  type AssumedField,
} from "./assumptions.ts";
import { bestOfOurs, coreNamed, ordersOf, stepsOf, type Task } from "./best-of-ours.ts";
import { energyModel } from "./energy-model.ts";
import { readingsOf, type Reading, type Refusal, type Tile } from "./readings.ts";
import { smallestInTime, withMoreStages, type SizedCore, type Sizing } from "./smallest-core.ts";

/**
 * Published designs in one technology at one clock: each built at its own parameters with a generator of ours, beside the
 * smallest core of ours that does as much. What a publication leaves open is taken in every stated way; a factor is what the
 * published parameters cost by what ours cost, from the least to the most of these ways. Both are estimates before layout.
 */
export interface PublishedComparison {
  readonly technology: string;
  readonly process: string;
  readonly clockMhz: number;
  readonly compared: readonly ComparedCircuit[];
  readonly refused: readonly RefusedDesign[];
}

/** The least and the most over all ways. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

/** What a circuit costs here, and its factors, over several ways. */
export interface Spans {
  readonly areaUm2: Span;
  readonly energyPerMacFj: Span;
  readonly areaFactor: Span;
  readonly energyFactor: Span;
}

/** The same of the ways of one product. */
export interface ProductSpans extends Spans {
  readonly product: Alternative["product"];
  readonly ways: readonly Way[];
}

/** A published circuit and the cores of ours beside it; its spans are over all ways. */
export interface ComparedCircuit extends Spans {
  readonly name: string;
  readonly title: string;
  /** Which circuit of the publication. */
  readonly label?: string;
  readonly generator: string;
  readonly activation: string;
  /** µ; 1 without tables. */
  readonly groupSize: number;
  /** Whether no source states µ: it is concluded from a description. */
  readonly isGroupSizeInferred: boolean;
  /** Undefined if it is assumed. */
  readonly tile?: Tile;
  readonly assumed: readonly AssumedField[];
  /** Ways that can be built and meet the clock, by product; zero weights are in each. */
  readonly products: readonly ProductSpans[];
  /** Ways that miss the clock, or that take no further registers. */
  readonly waysLeftOut: number;
  /** What was published of the circuit in silicon or by its authors' synthesis: not to be compared with the areas here. */
  readonly published: PublishedFigures;
}

/** Figures of the publication itself, in its own process. */
export interface PublishedFigures {
  readonly areaMm2: readonly number[];
  readonly nodeNm: readonly number[];
  /** The publication offers several µ and does not say which of them the area is of. */
  readonly isOfUnknownGroupSize: boolean;
}

/** One way to take what is left open. */
export interface Way {
  readonly assumed: Alternative;
  readonly published: PricedDesign;
  readonly ours: PricedDesign;
  readonly areaFactor: number;
  /** One for each part of zero weights. */
  readonly energyFactors: readonly number[];
}

/** A design with its estimate. */
export interface PricedDesign extends Design {
  readonly areaUm2: number;
  readonly criticalPathPs: number;
  /** Energy of all steps of the product by its N·M MACs, zeros included, one for each part of zero weights [fJ]. */
  readonly energiesPerMacFj: readonly number[];
}

/** A published design that cannot be built. */
export interface RefusedDesign {
  readonly name: string;
  readonly title: string;
  readonly reason: string;
  readonly missing: readonly FieldName[];
}

/**
 * Compares published designs in a technology. @throws {InputError} if the technology was never calibrated
 * @param say is told which circuit is being worked on
 */
export function comparePublished(
  designs: readonly PublishedDesign[],
  technology: Technology,
  clockMhz: number,
  say: (text: string) => void = () => undefined,
): PublishedComparison {
  const comparer = createComparer(technology, clockMhz);
  const read = designs.map(readingsOf);
  const readings = read.flatMap((each) => ("reason" in each ? [] : each));
  const compared = readings.map((reading, i) => {
    say(`comparing ${reading.design.name}, circuit ${i + 1} of ${readings.length}`);
    return comparer(reading);
  });
  return {
    technology: technology.name,
    process: technology.process,
    clockMhz,
    compared: compared.flatMap((each) => ("reason" in each ? [] : each)),
    refused: [
      ...read.flatMap((each) => ("reason" in each ? refusedDesign(each) : [])),
      ...compared.flatMap((each) => ("reason" in each ? each : [])),
    ],
  };
}

function refusedDesign({ design, reason, missing }: Refusal): RefusedDesign {
  return { name: design.name, title: design.title, reason, missing };
}

type Comparer = (reading: Reading) => ComparedCircuit | RefusedDesign;

function createComparer(technology: Technology, clockMhz: number): Comparer {
  const rolesOf = roleAreas(technology);
  const sizing: Sizing = {
    areaOf: areaModel(technology, rolesOf),
    leastAreaOf: (generator, values) => sumOf(rolesOf(generator, values)),
    periodPs: periodPsOfMhz(clockMhz),
  };
  const energies = ZERO_WEIGHTS.map((part) => energyModel(technology, clockMhz, part));
  const bests = new Map<string, SizedCore | undefined>();
  const bestFor = (task: Task): SizedCore | undefined => {
    const key = JSON.stringify(task);
    if (!bests.has(key)) bests.set(key, bestOfOurs(task, sizing));
    return bests.get(key);
  };
  const priced = ({ generator, parameters, areaUm2, criticalPathPs }: SizedCore, task: Task): PricedDesign => {
    const { inputsPerStep, outputsPerStep } = generator.tile(parameters);
    const steps = stepsOf(task, { inputs: inputsPerStep, outputs: outputsPerStep });
    const perMac = (stepPj: number): number => (fjOfPj(stepPj) * steps) / (task.inputs * task.outputs);
    const energiesPerMacFj = energies.map((energyOf) => perMac(energyOf(generator, parameters)));
    return { generator: generator.name, parameters, areaUm2, criticalPathPs, energiesPerMacFj };
  };
  const wayOf = (reading: Reading, assumed: Alternative): Way | undefined => {
    const core = publishedCore(reading, assumed, sizing);
    const task = taskOf(reading, assumed);
    const best = core === undefined ? undefined : bestFor(task);
    if (core === undefined || best === undefined) return undefined;
    const [published, ours] = [priced(core, task), priced(best, task)];
    return {
      assumed,
      published,
      ours,
      areaFactor: published.areaUm2 / ours.areaUm2,
      energyFactors: published.energiesPerMacFj.map((energy, i) => energy / (ours.energiesPerMacFj[i] ?? Number.NaN)),
    };
  };
  return (reading) => {
    const all = alternativesOf(reading).map((assumed) => wayOf(reading, assumed));
    const ways = all.filter((way) => way !== undefined);
    if (ways.length > 0) return comparedCircuit(reading, ways, all.length - ways.length);
    const { name, title } = reading.design;
    return { name, title, reason: `${labelOf(reading)}: no circuit of it meets ${clockMhz} MHz`, missing: [] };
  };
}

/** The published circuit as a core of ours, in the smaller loop order if none is stated; undefined if it does not meet the clock. */
function publishedCore(reading: Reading, assumed: Alternative, sizing: Sizing): SizedCore | undefined {
  const { generator, stated } = reading;
  const { tile, outputs, moreStages } = assumed;
  const orders = stated.loopOrder === undefined ? ordersOf(outputs, tile.outputs) : [stated.loopOrder];
  const core = smallest(
    orders.map((loopOrder) =>
      smallestInTime(coreNamed(generator), { ...valuesOf(reading, assumed), loopOrder }, sizing),
    ),
  );
  return core === undefined || moreStages === 0 ? core : withMoreStages(core, moreStages, sizing);
}

function smallest(cores: readonly (SizedCore | undefined)[]): SizedCore | undefined {
  return cores.filter((core) => core !== undefined).toSorted((a, b) => a.areaUm2 - b.areaUm2)[0];
}

function valuesOf({ generator, activation, groupSize }: Reading, assumed: Alternative): ParameterValues {
  const { tile, inputs, outputs, tableStorage, reduction, accumulator } = assumed;
  const sizes =
    generator === "ternary-lut"
      ? { groupSize, tables: tile.inputs / groupSize, fetchers: tile.outputs }
      : { tileInputs: tile.inputs, tileOutputs: tile.outputs };
  return {
    activation,
    ...sizes,
    inputs,
    outputs,
    ...(tableStorage === undefined ? {} : { tableStorage }),
    ...(reduction === undefined ? {} : { reduction }),
    ...(accumulator === undefined ? {} : { accumulator }),
  };
}

function taskOf({ activation }: Reading, { accumulator, inputs, outputs, tile }: Alternative): Task {
  return { activation, accumulator, inputs, outputs, tile };
}

function labelOf({ point, activation, groupSize }: Reading): string {
  return `${point?.label ?? activation}, µ = ${groupSize}`;
}

function comparedCircuit(reading: Reading, ways: readonly Way[], waysLeftOut: number): ComparedCircuit {
  const { design, point, generator, activation, groupSize, tile } = reading;
  return {
    name: design.name,
    title: design.title,
    ...(point === undefined ? {} : { label: point.label }),
    generator,
    activation,
    groupSize,
    isGroupSizeInferred: factsOf(design, "groupSize", point).some(({ trust }) => trust === "inferred"),
    ...(tile === undefined ? {} : { tile }),
    assumed: assumedFields(reading),
    ...spansOf(ways),
    products: PRODUCTS.flatMap((product) => {
      const own = ways.filter(({ assumed }) => assumed.product === product);
      return own.length === 0 ? [] : [{ product, ...spansOf(own), ways: own }];
    }),
    waysLeftOut,
    published: {
      areaMm2: numbersOf(design, "areaMm2", point),
      nodeNm: numbersOf(design, "nodeNm", point),
      isOfUnknownGroupSize: generator === "ternary-lut" && numbersOf(design, "groupSize", point).length > 1,
    },
  };
}

function spansOf(ways: readonly Way[]): Spans {
  return {
    areaUm2: spanOf(ways.map(({ published }) => published.areaUm2)),
    energyPerMacFj: spanOf(ways.flatMap(({ published }) => published.energiesPerMacFj)),
    areaFactor: spanOf(ways.map(({ areaFactor }) => areaFactor)),
    energyFactor: spanOf(ways.flatMap(({ energyFactors }) => energyFactors)),
  };
}

function spanOf(values: readonly number[]): Span {
  return { least: Math.min(...values), most: Math.max(...values) };
}
