import type { CoreCost } from "../cost/cost-model.ts";
import type { TileShape } from "../../generators/contract/index.ts";
import { metricColumn } from "../../src/core/metric-row.ts";
import type { MemoryShare, SystemModel } from "../memory/system.ts";
import { mapWorkload, whyUnfit, type PreparedWorkload, type TokenCost } from "../workload/mapping.ts";
import { mhzOfPeriodPs, periodPsOfMhz, uwOfNw } from "../../src/core/units.ts";
import { DesignTerms, METRIC_OF, NO_MEMORY, ownStepFj } from "./design-terms.ts";

const AREA = metricColumn("areaUm2");
const GE = metricColumn("ge");
const CRITICAL_PATH = metricColumn("criticalPathPs");
const F_MAX = metricColumn("fMaxMhz");
const LEAKAGE = metricColumn("leakageUw");

const COLUMNS = [...METRIC_OF].map(([name, of]) => [metricColumn(name), of] as const);

export interface RowFillerOptions {
  readonly nand2AreaUm2: number;
  readonly clockMhz: number;
  readonly workload: PreparedWorkload | undefined;
  readonly memory?: Pick<SystemModel, "share">;
}

/**
 * Fills metric rows from what is known of designs. It throws when a metric is not finite and positive: such a number is a
 * mistake in a model, never a result. A design that is too slow for the clock, or too small for the workload, has the
 * metrics that it has.
 */
export class RowFiller {
  readonly terms: DesignTerms;
  readonly periodPs: number;
  readonly #options: RowFillerOptions;
  readonly #cost: TokenCost = { steps: 0, cycles: 0 };

  constructor(options: RowFillerOptions) {
    const { nand2AreaUm2, clockMhz, workload } = options;
    this.#options = options;
    this.periodPs = periodPsOfMhz(clockMhz);
    const { macs: macsPerToken, cores } = workload ?? { macs: Number.NaN, cores: 1 };
    this.terms = new DesignTerms({ nand2AreaUm2, clockMhz, macsPerToken, cores });
  }

  /** Fills all columns of a core; answers why it cannot be used, if so. */
  fill(row: Float64Array, tile: TileShape, core: CoreCost): string | undefined {
    const { workload } = this.#options;
    const unfit = workload === undefined ? undefined : whyUnfit(workload, tile);
    const cost = workload === undefined || unfit !== undefined ? undefined : mapWorkload(workload, tile, this.#cost);
    this.setTerms(tile, core, cost, cost === undefined ? undefined : this.#options.memory?.share(tile, cost));
    this.fillTerms(row);
    return unfit ?? this.whySlow(core.criticalPathPs);
  }

  /**
   * Sets the terms of a design.
   * @param cost undefined: there is no workload, or it does not fit
   * @param memory undefined: neither, or there are no memories
   */
  setTerms(tile: TileShape, core: CoreCost, cost: TokenCost | undefined, memory: MemoryShare | undefined): void {
    const { terms } = this;
    terms.macs = tile.inputsPerStep * tile.outputsPerStep;
    terms.keyBits = tile.keyBitsPerStep;
    terms.loadsPerStep = tile.loadsPerStep;
    terms.areaUm2 = core.areaUm2;
    terms.leakageNw = core.leakageNw;
    terms.criticalPathPs = core.criticalPathPs;
    terms.loadFj = core.loadFj;
    terms.holdFj = core.holdFj;
    terms.idleFj = core.idleFj;
    terms.steps = cost?.steps ?? Number.NaN;
    terms.cycles = cost?.cycles ?? Number.NaN;
    terms.memory = memory ?? NO_MEMORY;
  }

  /** Fills the columns that follow from the terms; the others become NaN. @throws if a term is not finite and positive */
  fillTerms(row: Float64Array): void {
    const { terms } = this;
    positive("leakageNw", terms.leakageNw);
    positive("energy per step", ownStepFj(terms));
    positive("areaUm2", terms.areaUm2);
    positive("macsPerCycle", terms.macs);
    positive("keyBitsPerStep", terms.keyBits);
    positive("criticalPathPs", terms.criticalPathPs);
    if (!Number.isNaN(terms.cycles)) {
      positive("cyclesPerToken", terms.cycles);
      positive("stepsPerToken", terms.steps);
    }
    row.fill(Number.NaN);
    for (const [column, of] of COLUMNS) row[column] = of(terms);
  }

  /** Why a path is too long for the clock, if it is. */
  whySlow(criticalPathPs: number): string | undefined {
    return criticalPathPs > this.periodPs ? tooSlow(this.periodPs) : undefined;
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
