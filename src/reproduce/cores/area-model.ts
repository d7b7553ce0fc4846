import type { Component, Generator } from "../../../generators/contract/index.ts";
import { FAN_OUT_ROLE } from "../../../models/evaluate/breakdown.ts";
import { bufferCost } from "../../../models/cost/buffer-cost.ts";
import { arrivalModel, countsModel } from "../../../models/cost/counts-model.ts";
import { TopModel } from "../../../models/cost/delay/critical-path.ts";
import type { Technology } from "../../../models/technology/technology.ts";
import { STANDARD_STATISTICS } from "../../../models/cost/standard-statistics.ts";
import type { ParameterValues } from "../../core/parameters.ts";

/** Area and critical path of a core. */
export interface CoreArea {
  readonly areaUm2: number;
  readonly criticalPathPs: number;
  /** Role of a module → area [µm²]; sums to `areaUm2`. */
  readonly roles: Readonly<Record<string, number>>;
}

/** Role of a module → area of all its instances in a core [µm²], without buffers of nets. */
export type RoleAreas = (generator: Generator, values: ParameterValues) => Record<string, number>;

/** The areas of modules by counts; each module is priced once. @throws {InputError} if the technology was never calibrated */
export function roleAreas(technology: Technology): RoleAreas {
  const model = countsModel(technology, STANDARD_STATISTICS);
  const areas = new Map<string, number>();
  const areaOf = (component: Component): number => {
    const areaUm2 = areas.get(component.key) ?? model.cost(component)?.areaUm2;
    if (areaUm2 === undefined) throw new Error(`internal: ${component.key} has no price`);
    areas.set(component.key, areaUm2);
    return areaUm2;
  };
  return (generator, values) => {
    const roles: Record<string, number> = {};
    for (const component of generator.components(values))
      roles[component.role] = (roles[component.role] ?? 0) + component.count * areaOf(component);
    return roles;
  };
}

/**
 * The areas and delays of `tritforge estimate --fidelity counts`, without energy: what floating-point modules see at work
 * takes most of the time of an estimate, and the experiment does not ask for it.
 * @param rolesOf areas of modules in the technology, if there are some already
 * @throws {InputError} if the technology was never calibrated
 */
export function areaModel(
  technology: Technology,
  rolesOf = roleAreas(technology),
): (generator: Generator, values: ParameterValues) => CoreArea {
  const timing = new TopModel(arrivalModel(technology));
  const buffer = bufferCost(technology);
  return (generator, values) => {
    const { criticalPathPs, nets } = timing.analyse(generator.top(values));
    const buffers = nets.reduce((sum, net) => sum + net.buffers, 0);
    const fanOut = buffers > 0 ? { [FAN_OUT_ROLE]: buffers * buffer.areaUm2 } : {};
    const roles = { ...fanOut, ...rolesOf(generator, values) };
    return { areaUm2: sumOf(roles), criticalPathPs, roles };
  };
}

/** Area of all roles [µm²]. */
export function sumOf(roles: Readonly<Record<string, number>>): number {
  return Object.values(roles).reduce((sum, each) => sum + each, 0);
}
