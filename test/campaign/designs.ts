import type { CoreGenerator, Generator } from "../../generators/contract/index.ts";
import { CORES } from "../../generators/registry.ts";
import { synapseUpdate } from "../../generators/synapse-update/index.ts";
import { entryCount } from "../../generators/ternary-lut/entries.ts";
import { stepsOf } from "../../models/workload/mapping.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { countModule, PRIMITIVES } from "../../src/hdl/ledger.ts";
import { Random } from "../../src/core/random.ts";
import type { ExternalSimulator } from "../../src/verify/bench/run-bench.ts";
import { randomDesign, type Limits } from "../support/random-design.ts";
import { randomUnits } from "../support/random-unit.ts";

/** A design of the campaign, and who simulates it. */
export interface CampaignDesign {
  readonly generator: Generator;
  readonly parameters: ParameterValues;
  readonly simulator: ExternalSimulator;
  /** Draws its vectors. */
  readonly seed: number;
  /** The most products that its simulator gets through in reasonable time. */
  readonly mostProducts: number;
}

/** Entries × tables × fetchers: what Icarus, which has X but interprets, gets through in seconds; beyond, Verilator. */
export const MOST_FOR_ICARUS = 3000;
/** The same with floating-point activations or multipliers, each as large as dozens of integer adders. */
export const MOST_FLOATS = 48;
/** Gates × steps × products of one design in Icarus: at 0.3 … 20 µs each, as signals settle at once or ripple, a minute. */
export const MOST_WORK = 3e6;
/** Products that a core runs at least: the first after reset, one behind another, the last. */
const FEWEST_PRODUCTS = 3;
/** Beyond, C++ compilers take minutes. */
export const MOST_FOR_VERILATOR = 5000;

const SMALL: Limits = { inputs: 100, outputs: 24, tables: 9, fetchers: 6, tileInputs: 24, tileOutputs: 8 };
const LARGE: Limits = { inputs: 200, outputs: 80, tables: 20, fetchers: 12, tileInputs: 80, tileOutputs: 62 };

/** Every how many cores there is a large one. */
const LARGE_EVERY = 24;

/** Designs of all generators in turn; the same for the same seed, and the first of a longer list. */
export function campaignDesigns(count: number, seed: number): readonly CampaignDesign[] {
  return Array.from({ length: count }, (_, i) => {
    const own = seed * 100_003 + i;
    const generator = CORES[i % (CORES.length + 1)];
    if (generator === undefined) return unit(own);
    const turn = Math.floor(i / (CORES.length + 1));
    return core(generator, own, turn % LARGE_EVERY === LARGE_EVERY - 1);
  });
}

function unit(seed: number): CampaignDesign {
  const [parameters = {}] = randomUnits(1, seed);
  return { generator: synapseUpdate, parameters, simulator: "icarus", seed, mostProducts: Infinity };
}

function core(generator: CoreGenerator, seed: number, isLarge: boolean): CampaignDesign {
  const random = new Random(seed);
  for (;;) {
    const { parameters } = randomDesign(generator, random, isLarge ? LARGE : SMALL, isLarge ? "integers" : "any");
    const size = sizeOf(parameters);
    if (isLarge && size > MOST_FOR_ICARUS && size <= MOST_FOR_VERILATOR)
      return { generator, parameters, simulator: "verilator", seed, mostProducts: Infinity };
    if (isLarge || size > mostForIcarus(generator, parameters)) continue;
    const mostProducts = Math.floor(MOST_WORK / workOf(generator, parameters));
    if (mostProducts >= FEWEST_PRODUCTS) return { generator, parameters, simulator: "icarus", seed, mostProducts };
  }
}

/** What is worked out anew whenever an input changes, or clocked; words of memories lie still. */
const GATES = PRIMITIVES.filter((primitive) => !primitive.startsWith("memory"));

/** Bits of all gates, adders, multiplexers and flip-flops of a core. */
export function gatesOf(generator: CoreGenerator, parameters: ParameterValues): number {
  return generator.components(parameters).reduce((sum, { build, count }) => {
    const bits = countModule(build());
    return sum + count * GATES.reduce((all, gate) => all + bits[gate], 0);
  }, 0);
}

/** Size of the largest core that Icarus gets. */
export function mostForIcarus({ name }: Generator, { activation }: ParameterValues): number {
  return String(activation).startsWith("int") && name !== "multiplier" ? MOST_FOR_ICARUS : MOST_FLOATS;
}

/** Gates × steps of its largest product. */
export function workOf(generator: CoreGenerator, parameters: ParameterValues): number {
  const tile = generator.tile(parameters);
  return gatesOf(generator, parameters) * stepsOf(tile, tile.maxInputs, tile.maxOutputs);
}

/** Entries × tables × fetchers; without tables, activations × outputs of a step. */
export function sizeOf(parameters: ParameterValues): number {
  const { groupSize, tables, fetchers, tileInputs, tileOutputs } = parameters;
  if (groupSize === undefined) return Number(tileInputs) * Number(tileOutputs);
  return entryCount(Number(groupSize)) * Number(tables) * Number(fetchers);
}
