import type { UpdateUnitGenerator } from "../../generators/contract/index.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import type { Fidelity } from "../../src/core/result.ts";
import type { CoreCost } from "./cost-model.ts";
import type { PricedComponents } from "./priced-components.ts";

/** What is known of the circuit of an update unit, summed over its modules. */
export interface UnitCost {
  readonly areaUm2: number;
  readonly leakageNw: number;
  /** Energy of a cycle in which the unit works: loads, multiplies, decides on a slot [fJ], without leakage. */
  readonly workFj: number;
  /** Energy of a cycle in which a pulse or a gap goes on: the clock and the timer [fJ], without leakage. */
  readonly waitFj: number;
  readonly criticalPathPs: number;
  readonly fidelity: Fidelity;
}

/** The cost of a unit from the first source that knows all its modules; undefined if none does. */
export function unitCost(
  sources: readonly PricedComponents[],
  generator: UpdateUnitGenerator,
  values: ParameterValues,
): UnitCost | undefined {
  const components = generator.components(values);
  const sum: CoreCost = { areaUm2: 0, leakageNw: 0, loadFj: 0, holdFj: 0, idleFj: 0, criticalPathPs: 0 };
  for (const source of sources) {
    if (!source.sum(components, sum)) continue;
    const { areaUm2, leakageNw, loadFj: workFj, holdFj: waitFj } = sum;
    const { criticalPathPs } = source.model.top(generator.top(values));
    return { areaUm2, leakageNw, workFj, waitFj, criticalPathPs, fidelity: source.model.fidelity };
  }
  return undefined;
}
