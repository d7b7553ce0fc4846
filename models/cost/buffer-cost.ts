import { InputError } from "../../src/core/errors.ts";
import { FAN_OUT_LIMIT } from "../../src/core/fan-out.ts";
import { wholeGrains } from "../../src/core/grains.ts";
import type { Technology } from "../technology/technology.ts";
import { tableAt } from "../technology/lookup.ts";
import { pinLoads } from "./delay/pin-loads.ts";
import type { ModuleCost } from "./cost-model.ts";

/** What one fan-out buffer costs; energies per transition. */
export interface BufferCost extends ModuleCost {
  /** Charging its input. */
  readonly switchingFj: number;
  readonly internalFj: number;
}

/** Reads the buffer's cost off the library, with all the pins that it may drive. @throws {InputError} if there is none */
export function bufferCost(technology: Technology): BufferCost {
  const { cells, tables, fanOutBuffer, voltageV, name } = technology;
  const cell = cells.find((each) => each.name === fanOutBuffer);
  const energy = tables.cells[fanOutBuffer]?.energy;
  if (cell === undefined || energy === undefined || cell.leakageNw === undefined) {
    throw InputError.at(`technology ${name}`, `has no area, leakage or energy of its fan-out buffer ${fanOutBuffer}`);
  }
  const { pinsFf, bufferFf } = pinLoads(technology);
  const loadFf = FAN_OUT_LIMIT * (pinsFf[0] ?? bufferFf);
  const internalFj = energy.reduce(
    (sum, { rise, fall }) =>
      sum + (tableAt(tables, rise, tables.fo4.slewPs, loadFf) + tableAt(tables, fall, tables.fo4.slewPs, loadFf)) / 2,
    0,
  );
  return {
    areaUm2: wholeGrains(cell.areaUm2),
    leakageNw: wholeGrains(cell.leakageNw),
    switchingFj: 0.5 * bufferFf * voltageV * voltageV,
    internalFj,
  };
}
