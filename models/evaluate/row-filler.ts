import type { CoreCost } from "../cost/cost-model.ts";
import type { TileShape } from "../../generators/contract/index.ts";
import { metricColumn } from "../../src/core/metric-row.ts";
import type { MetricName } from "../../src/core/metrics.ts";
import type { MemoryTerms } from "../memory/system.ts";
import { mapWorkload, whyUnfit, type PreparedWorkload, type TokenCost } from "../workload/mapping.ts";
import {
  fjOfNw,
  mhzOfPeriodPs,
  mwOfFj,
  perMm2OfPerUm2,
  perSecondOfUs,
  periodPsOfMhz,
  pjOfFj,
  topsOfCycle,
  ujOfFj,
  usOfCycles,
  uwOfNw,
} from "../../src/core/units.ts";

const AREA = metricColumn("areaUm2");
const GE = metricColumn("ge");
const MACS = metricColumn("macsPerCycle");
const AREA_PER_MAC = metricColumn("areaPerMacUm2");
const TOPS = metricColumn("tops");
const TOPS_PER_MM2 = metricColumn("topsPerMm2");
const KEY_BITS = metricColumn("keyBitsPerStep");
const WEIGHT_BITS = metricColumn("weightBitsPerToken");
const STEPS = metricColumn("stepsPerToken");
const CYCLES = metricColumn("cyclesPerToken");
const LATENCY = metricColumn("latencyUs");
const TOKENS = metricColumn("tokensPerSecond");
const UTILISATION = metricColumn("utilisation");
const CRITICAL_PATH = metricColumn("criticalPathPs");
const F_MAX = metricColumn("fMaxMhz");
const LEAKAGE = metricColumn("leakageUw");
const POWER = metricColumn("powerMw");
const STEP_ENERGY = metricColumn("energyPerStepPj");
const MAC_ENERGY = metricColumn("energyPerMacFj");
const TOKEN_ENERGY = metricColumn("energyPerTokenUj");

/** Metrics that take no energy of any module. */
export const KNOWN_BEFORE_ENERGY: ReadonlySet<string> = new Set<MetricName>([
  "areaUm2",
  "ge",
  "macsPerCycle",
  "areaPerMacUm2",
  "tops",
  "topsPerMm2",
  "keyBitsPerStep",
  "weightBitsPerToken",
  "stepsPerToken",
  "cyclesPerToken",
  "latencyUs",
  "tokensPerSecond",
  "utilisation",
  "criticalPathPs",
  "fMaxMhz",
  "leakageUw",
]);

export interface RowFillerOptions {
  readonly nand2AreaUm2: number;
  readonly clockMhz: number;
  readonly workload: PreparedWorkload | undefined;
  readonly memory?: MemoryTerms;
}

/**
 * Fills metric rows from what is known of designs. It throws when a metric is not finite and positive: such a number is a
 * mistake in a model, never a result. A design that is too slow for the clock, or too small for the workload, has the
 * metrics that it has.
 */
export class RowFiller {
  readonly #options: RowFillerOptions;
  readonly #periodPs: number;
  readonly #cost: TokenCost = { steps: 0, cycles: 0 };

  constructor(options: RowFillerOptions) {
    this.#options = options;
    this.#periodPs = periodPsOfMhz(options.clockMhz);
  }

  /** Fills all columns of a core; answers why it cannot be used, if so. */
  fill(row: Float64Array, tile: TileShape, core: CoreCost): string | undefined {
    const { workload } = this.#options;
    this.fillCircuit(row, tile, core);
    this.fillStep(row, tile, core);
    const slow = this.whySlow(core.criticalPathPs);
    if (workload === undefined) return slow;
    const unfit = whyUnfit(workload, tile);
    if (unfit !== undefined) return unfit;
    const cost = mapWorkload(workload, tile, this.#cost);
    this.fillMapping(row, tile, cost);
    this.fillToken(row, tile, core, cost);
    return slow;
  }

  /** Why a path is too long for the clock, if it is. */
  whySlow(criticalPathPs: number): string | undefined {
    return criticalPathPs > this.#periodPs ? tooSlow(this.#periodPs) : undefined;
  }

  /** Empties the row and fills the columns that take no energy and no workload. */
  fillCircuit(row: Float64Array, tile: TileShape, core: CoreCost): void {
    const { nand2AreaUm2, clockMhz } = this.#options;
    const macs = tile.inputsPerStep * tile.outputsPerStep;
    const tops = topsOfCycle(2 * macs, clockMhz);
    row.fill(Number.NaN);
    row[AREA] = positive("areaUm2", core.areaUm2);
    row[GE] = core.areaUm2 / nand2AreaUm2;
    row[MACS] = positive("macsPerCycle", macs);
    row[AREA_PER_MAC] = core.areaUm2 / macs;
    row[TOPS] = tops;
    row[TOPS_PER_MM2] = perMm2OfPerUm2(tops / core.areaUm2);
    row[KEY_BITS] = positive("keyBitsPerStep", tile.keyBitsPerStep);
    row[CRITICAL_PATH] = positive("criticalPathPs", core.criticalPathPs);
    row[F_MAX] = mhzOfPeriodPs(core.criticalPathPs);
    row[LEAKAGE] = uwOfNw(positive("leakageNw", core.leakageNw));
  }

  /** Fills the columns of the mapping of the workload, which there must be. */
  fillMapping(row: Float64Array, tile: TileShape, { steps, cycles }: TokenCost): void {
    const { clockMhz, workload } = this.#options;
    const latencyUs = usOfCycles(positive("cyclesPerToken", cycles), clockMhz);
    row[WEIGHT_BITS] = steps * tile.keyBitsPerStep;
    row[STEPS] = positive("stepsPerToken", steps);
    row[CYCLES] = cycles;
    row[LATENCY] = latencyUs;
    row[TOKENS] = perSecondOfUs(latencyUs);
    row[UTILISATION] = (workload?.macs ?? Number.NaN) / (cycles * (tile.inputsPerStep * tile.outputsPerStep));
  }

  /** Fills the columns of the energy of a step. */
  fillStep(row: Float64Array, tile: TileShape, core: CoreCost): void {
    const stepFj = this.#stepFj(tile, core);
    row[POWER] = mwOfFj(stepFj, this.#options.clockMhz);
    row[STEP_ENERGY] = pjOfFj(stepFj);
    row[MAC_ENERGY] = stepFj / (tile.inputsPerStep * tile.outputsPerStep);
  }

  /** Fills the columns of the energy of a token, and those of memory. */
  fillToken(row: Float64Array, tile: TileShape, core: CoreCost, cost: TokenCost): void {
    const { clockMhz, memory } = this.#options;
    const stepFj = this.#stepFj(tile, core);
    const idleFj = core.idleFj + fjOfNw(core.leakageNw, clockMhz);
    row[TOKEN_ENERGY] = ujOfFj(cost.steps * stepFj + (cost.cycles - cost.steps) * idleFj);
    memory?.fill(row, tile, cost);
  }

  #stepFj({ loadsPerStep }: TileShape, core: CoreCost): number {
    const leakageFj = fjOfNw(positive("leakageNw", core.leakageNw), this.#options.clockMhz);
    const ownFj = core.loadFj * loadsPerStep + core.holdFj * (1 - loadsPerStep);
    return positive("energy per step", ownFj) + leakageFj;
  }
}

function tooSlow(periodPs: number): string {
  return `${missesClock(periodPs)}: add pipeline stages, choose prefix adders, or lower the clock`;
}

/** The same words for all designs of a sweep, so that they are counted together. */
export function missesClock(periodPs: number): string {
  return `critical path longer than the clock period of ${Number(periodPs.toFixed(1))} ps`;
}

/** The metrics that the circuit alone decides on, as update units have them. Throws as a RowFiller. */
export function fillCircuit(
  row: Float64Array,
  circuit: Pick<CoreCost, "areaUm2" | "leakageNw" | "criticalPathPs">,
  nand2AreaUm2: number,
): void {
  row[AREA] = positive("areaUm2", circuit.areaUm2);
  row[GE] = circuit.areaUm2 / nand2AreaUm2;
  row[CRITICAL_PATH] = positive("criticalPathPs", circuit.criticalPathPs);
  row[F_MAX] = mhzOfPeriodPs(circuit.criticalPathPs);
  row[LEAKAGE] = uwOfNw(positive("leakageNw", circuit.leakageNw));
}

function positive(name: string, value: number): number {
  if (value > 0 && value < Infinity) return value;
  throw new Error(`${name} came out as ${value}, expected a finite number above 0`);
}
