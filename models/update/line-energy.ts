import type { ArrayModel } from "../../src/core/array-model.ts";

/** Energy of charging a line that passes `cells` cells to a voltage and discharging it, C·V² [fJ]. */
export function lineEnergyFj(
  { wireCapacitanceFfPerUm, cellPitchUm }: ArrayModel,
  cells: number,
  voltageV: number,
): number {
  return wireCapacitanceFfPerUm * cellPitchUm * cells * voltageV ** 2;
}
