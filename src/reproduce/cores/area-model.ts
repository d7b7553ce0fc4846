import type { Component, Generator } from "../../../generators/contract/index.ts";
import { FAN_OUT_ROLE } from "../../../models/evaluate/breakdown.ts";
import { bufferCost } from "../../../models/cost/buffer-cost.ts";
import { arrivalModel, countsModel } from "../../../models/cost/counts-model.ts";
import { TopModel } from "../../../models/cost/delay/critical-path.ts";
import type { Technology } from "../../../models/technology/technology.ts";
import { STANDARD_STATISTICS } from "../../characterise/statistics.ts";
import type { ParameterValues } from "../../core/parameters.ts";

/** Area and critical path of a core. */
export interface CoreArea {
  readonly areaUm2: number;
  readonly criticalPathPs: number;
  /** Role of a module → area [µm²]; sums to `areaUm2`. */
  readonly roles: Readonly<Record<string, number>>;
}

/**
 * The areas and delays of `tritforge estimate --fidelity counts`, without energy: what floating-point modules see at work
 * takes most of the time of an estimate, and the experiment does not ask for it.
 * @throws {InputError} if the technology was never calibrated
 */
export function areaModel(technology: Technology): (generator: Generator, values: ParameterValues) => CoreArea {
  const model = countsModel(technology, STANDARD_STATISTICS);
  const timing = new TopModel(arrivalModel(technology));
  const buffer = bufferCost(technology);
  const areas = new Map<string, number>();
  const areaOf = (component: Component): number => {
    const areaUm2 = areas.get(component.key) ?? model.cost(component)?.areaUm2;
    if (areaUm2 === undefined) throw new Error(`internal: ${component.key} has no price`);
    areas.set(component.key, areaUm2);
    return areaUm2;
  };
  return (generator, values) => {
    const { criticalPathPs, nets } = timing.analyse(generator.top(values));
    const buffers = nets.reduce((sum, net) => sum + net.buffers, 0);
    const roles: Record<string, number> = buffers > 0 ? { [FAN_OUT_ROLE]: buffers * buffer.areaUm2 } : {};
    for (const component of generator.components(values))
      roles[component.role] = (roles[component.role] ?? 0) + component.count * areaOf(component);
    return { areaUm2: Object.values(roles).reduce((sum, each) => sum + each, 0), criticalPathPs, roles };
  };
}
