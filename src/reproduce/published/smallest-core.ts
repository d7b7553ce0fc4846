import type { CoreGenerator } from "../../../generators/contract/index.ts";
import { withDefaults } from "../../config/find-generator.ts";
import { idleParameterFaults, type ParameterValues } from "../../core/parameters.ts";
import type { CoreArea } from "../cores/area-model.ts";
import { isFloat } from "./assumptions.ts";

/** Carries and registers of a core: what a publication does not tell, and what any engineer would choose by the clock. */

/** A core with its area and its critical path. */
export interface SizedCore extends CoreArea {
  readonly generator: CoreGenerator;
  readonly parameters: ParameterValues;
}

/** What sizes of cores rest on. */
export interface Sizing {
  readonly areaOf: (generator: CoreGenerator, values: ParameterValues) => CoreArea;
  /** Its area without buffers of nets, in a fraction of the time. */
  readonly leastAreaOf: (generator: CoreGenerator, values: ParameterValues) => number;
  readonly periodPs: number;
}

const MOST_STAGES = { pipelineReduce: 3, pipelineFloat: 4 } as const;

/**
 * The smallest core with these parameters that meets the clock: ripple or prefix carries, the fewest registers in its adders that
 * do, and a register in front of tables where those alone do not. Undefined if none does, or if the parameters are illegal.
 * @param most area above which none is wanted [µm²]; without carries looked ahead and without registers, a core is smallest
 */
export function smallestInTime(
  generator: CoreGenerator,
  stated: ParameterValues,
  sizing: Sizing,
  most = Number.POSITIVE_INFINITY,
): SizedCore | undefined {
  let best: SizedCore | undefined;
  const limit = (): number => best?.areaUm2 ?? most;
  for (const adder of ["ripple", "prefix"]) {
    for (const pipelineTable of tableStages(generator, stated)) {
      const found = firstInTime(generator, { ...stated, ...pipelineTable, adder }, sizing, limit());
      if (found === "too large") break;
      if (found === undefined) continue;
      best = found;
      break;
    }
  }
  return best;
}

/** A core with one register more in each adder; undefined if it takes none. */
export function withMoreStages(
  { generator, parameters }: SizedCore,
  more: number,
  { areaOf }: Sizing,
): SizedCore | undefined {
  const name = stagesOf(parameters);
  const values = { ...parameters, [name]: Number(parameters[name]) + more };
  return Number(values[name]) <= MOST_STAGES[name] && isBuildable(generator, values)
    ? { generator, parameters: values, ...areaOf(generator, values) }
    : undefined;
}

/** Registers are added one by one until the clock is met, or the core is no longer below `limit`. */
function firstInTime(
  generator: CoreGenerator,
  stated: ParameterValues,
  { areaOf, leastAreaOf, periodPs }: Sizing,
  limit: number,
): SizedCore | "too large" | undefined {
  const name = stagesOf(stated);
  for (let stages = 0; stages <= MOST_STAGES[name]; stages++) {
    const parameters = withDefaults(generator, { ...stated, [name]: stages });
    if (!isBuildable(generator, parameters)) continue;
    if (leastAreaOf(generator, parameters) >= limit) return "too large";
    const sized = areaOf(generator, parameters);
    if (sized.areaUm2 >= limit) return "too large";
    if (sized.criticalPathPs <= periodPs) return { generator, parameters, ...sized };
  }
  return undefined;
}

function stagesOf({ activation }: ParameterValues): keyof typeof MOST_STAGES {
  return isFloat(String(activation)) ? "pipelineFloat" : "pipelineReduce";
}

function tableStages(
  { name }: CoreGenerator,
  { groupSize, tableStorage }: ParameterValues,
): readonly ParameterValues[] {
  const hasEntries = name === "ternary-lut" && tableStorage !== "combinational" && Number(groupSize) > 1;
  return hasEntries ? [{ pipelineTable: 0 }, { pipelineTable: 1 }] : [{}];
}

function isBuildable(generator: CoreGenerator, values: ParameterValues): boolean {
  return idleParameterFaults(generator.schema, values).length === 0 && generator.conflicts(values).length === 0;
}
