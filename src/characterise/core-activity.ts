import type { CoreGenerator, DataStatistics, FloatArithmetic } from "../../generators/contract/index.ts";
import { biasOf } from "../../generators/numeric/float-format.ts";
import { bitsOf as floatBitsOf } from "../../generators/numeric/float-value.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { Random } from "../core/random.ts";
import type { FlatNetlist } from "../eda/netlist/flat.ts";
import { LANES, NetlistSimulator, ToggleCounts } from "../eda/power/netlist-simulator.ts";
import type { CellOrder } from "../eda/timing/order.ts";

/** What the nets of a mapped core do in steady state. */
export interface CoreActivity {
  readonly togglesPerCycle: Float64Array;
  readonly duty: Float64Array;
  readonly ticks: Float64Array;
  readonly cycles: number;
  /** Steps done in these cycles, in each lane. */
  readonly steps: number;
}

/** Cycles that are counted, at least; whole rounds of the schedule, if these are not too long. */
const LEAST_CYCLES = 64;
const MOST_CYCLES = 384;

/**
 * Drives a mapped core through its streams without stalls: Gaussian activations, ternary weights, the largest product
 * that the design takes, and counts after a warm-up. The data of all 32 lanes are independent, their schedule is one.
 */
export function simulateCore(
  netlist: FlatNetlist,
  order: CellOrder,
  design: { readonly generator: CoreGenerator; readonly parameters: ParameterValues },
  statistics: DataStatistics,
): CoreActivity {
  const { generator, parameters } = design;
  const tile = generator.tile(parameters);
  const simulator = new NetlistSimulator(netlist, order);
  const widthOf = (port: string): number => netlist.ports.find(({ name }) => name === port)?.nets.length ?? 0;
  const random = new Random(statistics.seed);
  const groupSize = Number(parameters["groupSize"] ?? 1);
  const groups = tile.inputsPerStep / groupSize;
  const { activationBits, float } = generator.product(parameters);
  const format: StreamFormat = {
    activations: tile.inputsPerStep,
    activationBits,
    float,
    keys: groups * tile.outputsPerStep,
    keyBits: tile.keyBitsPerStep / (groups * tile.outputsPerStep),
    groupSize,
  };
  const acts = new Int32Array(widthOf("act_data"));
  const keys = new Int32Array(widthOf("key_data"));
  for (const port of ["act_valid", "key_valid", "out_ready"]) simulator.set(port, [-1]);
  if (simulator.has("shape_valid")) {
    simulator.set("shape_valid", [-1]);
    simulator.set("shape_inputs", bitsOf(tile.maxInputs, widthOf("shape_inputs")));
    simulator.set("shape_outputs", bitsOf(tile.maxOutputs, widthOf("shape_outputs")));
  }
  if (simulator.has("rst")) {
    simulator.set("rst", [-1]);
    simulator.evaluate();
    simulator.clock();
    simulator.set("rst", [0]);
  }
  const { warmUp, counted } = scheduleOf(tile, netlist.cells.length);
  const counts = new ToggleCounts(netlist.nets);
  let steps = 0;
  let [needsActs, needsKeys] = [true, true];
  for (let cycle = 0; cycle < warmUp + counted; cycle++) {
    if (needsActs) drawActivations(acts, format, statistics, random);
    if (needsKeys) drawKeys(keys, format, statistics, random);
    simulator.set("act_data", acts);
    simulator.set("key_data", keys);
    simulator.evaluate();
    const isCounted = cycle >= warmUp;
    simulator.count(isCounted ? counts : undefined);
    needsActs = simulator.get("act_ready") !== 0;
    needsKeys = simulator.get("key_ready") !== 0;
    if (isCounted && needsKeys) steps++;
    simulator.clock();
  }
  return { togglesPerCycle: counts.perCycle(), duty: counts.duty(), ticks: counts.ticks(), cycles: counted, steps };
}

interface StreamFormat {
  readonly activations: number;
  readonly activationBits: number;
  readonly float: FloatArithmetic | undefined;
  readonly keys: number;
  readonly keyBits: number;
  readonly groupSize: number;
}

/** Cells evaluated before counting, at most: a second or two. */
const MOST_EVALUATIONS = 5e7;

/**
 * Counted cycles: whole tiles (all their output tiles), or whole products if these are short. In a long product, sums grow
 * from 0, and small ones change their sign, with all its copies, more often: in n of N tiles as 1/√n, in the mean over a
 * product as after N/4 tiles. So that many go before, or as many as there is time for.
 */
function scheduleOf(
  tile: ReturnType<CoreGenerator["tile"]>,
  cells: number,
): { readonly warmUp: number; readonly counted: number } {
  const outputTiles = Math.ceil(tile.maxOutputs / tile.outputsPerStep);
  const inputTiles = Math.ceil(tile.maxInputs / tile.inputsPerStep);
  const product = outputTiles * inputTiles + tile.idleCyclesPerProduct;
  const perTile = Math.round(1 / tile.loadsPerStep);
  const round = product <= MOST_CYCLES ? product : Math.min(perTile, MOST_CYCLES / 2);
  const counted = round * Math.ceil(LEAST_CYCLES / round);
  const begin = tile.latencyCycles + 8;
  if (product <= MOST_CYCLES) return { warmUp: round + begin, counted };
  const wanted = Math.ceil(inputTiles / 4) * perTile;
  const most = Math.max(MOST_CYCLES, Math.floor(MOST_EVALUATIONS / Math.max(1, cells)));
  return { warmUp: Math.max(Math.min(MOST_CYCLES, round), Math.min(wanted, most)) + begin, counted };
}

function bitsOf(value: number, width: number): Int32Array {
  return Int32Array.from({ length: width }, (_, bit) => (Math.floor(value / 2 ** bit) % 2 === 1 ? -1 : 0));
}

/** Gaussian values in every lane: two's complement, or floating-point numbers of standard deviation 1. */
function drawActivations(
  words: Int32Array,
  { activations, activationBits, float }: StreamFormat,
  { activationDeviation }: DataStatistics,
  random: Random,
): void {
  const largest = 2 ** (activationBits - 1) - 1;
  const draw = (): number => {
    if (float !== undefined) return floatBitsOf(random.gaussian(), float.format);
    const value = Math.round(random.gaussian() * activationDeviation * (largest + 1));
    return Math.max(-largest - 1, Math.min(largest, value));
  };
  words.fill(0);
  for (let i = 0; i < activations; i++)
    for (let lane = 0; lane < LANES; lane++) put(words, i * activationBits, activationBits, draw(), lane);
  const above = words.length - activations * activationBits;
  if (float === undefined || above === 0) return;
  // The exponent of the vector: no Gaussian number of this many reaches 8.
  const exponent = biasOf(float.format) + 2;
  for (let lane = 0; lane < LANES; lane++) put(words, activations * activationBits, above, exponent, lane);
}

/** Index |Σ c_i·3^i| and sign of random groups. */
function drawKeys(
  words: Int32Array,
  { keys, keyBits, groupSize }: StreamFormat,
  { zeroWeights }: DataStatistics,
  random: Random,
): void {
  words.fill(0);
  for (let k = 0; k < keys; k++) {
    for (let lane = 0; lane < LANES; lane++) {
      let value = 0;
      for (let i = 0; i < groupSize; i++) {
        const draw = random.next();
        if (draw >= zeroWeights) value += (draw - zeroWeights < (1 - zeroWeights) / 2 ? 1 : -1) * 3 ** i;
      }
      put(words, k * keyBits, keyBits - 1, Math.abs(value), lane);
      if (value < 0) put(words, k * keyBits + keyBits - 1, 1, 1, lane);
    }
  }
}

function put(words: Int32Array, offset: number, width: number, value: number, lane: number): void {
  for (let bit = 0; bit < width; bit++) {
    if (((value >> bit) & 1) === 1) words[offset + bit] = words[offset + bit]! | (1 << lane);
  }
}
