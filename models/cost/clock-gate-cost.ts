import { InputError } from "../../src/core/errors.ts";
import { wholeGrains } from "../../src/core/grains.ts";
import { tableAt } from "../technology/lookup.ts";
import { synthesisCells } from "../technology/synthesis-cells.ts";
import type { InternalEnergy, TechnologyTables } from "../technology/tables.ts";
import type { Technology } from "../technology/technology.ts";
import type { ModuleCost } from "./cost-model.ts";

/** What one clock gate costs: it is one cell of the library, so nothing is fitted. */
export interface ClockGateCost extends ModuleCost {
  /** Energy of a cycle in which the clock gets through, and of one in which it does not [fJ]; without what it clocks. */
  readonly openFj: number;
  readonly shutFj: number;
}

/** Flip-flops that a gate is taken to drive where its internal energy depends on its load. */
const USUAL_FLIP_FLOPS = 16;
/** A rising and a falling edge. */
const EDGES = 2;

/** Reads the cost off the library's cell; undefined if it has none. @throws {InputError} for a cell without leakage or energy */
export function clockGateCost(technology: Technology): ClockGateCost | undefined {
  const { clockGate, flipFlop } = synthesisCells(technology);
  if (clockGate === undefined) return undefined;
  const { cell, pins } = clockGate;
  const { tables, voltageV, name } = technology;
  const energies = tables.cells[cell.name]?.energy;
  const pin = cell.pins.find((each) => each.name === pins.clock);
  const clockFf = pin?.riseCapacitanceFf ?? pin?.capacitanceFf;
  if (energies === undefined || clockFf === undefined || cell.leakageNw === undefined)
    throw InputError.at(`technology ${name}`, `has no leakage, capacitance or energy of its clock gate ${cell.name}`);
  const clockPin = flipFlop?.cell.pins.find((each) => each.name === flipFlop.clock);
  const loadFf = USUAL_FLIP_FLOPS * (clockPin?.capacitanceFf ?? clockFf);
  const sum = (isWanted: (energy: InternalEnergy) => boolean): number =>
    energies.filter(isWanted).reduce((total, energy) => total + EDGES * meanFj(tables, energy, loadFf), 0);
  const chargeFj = clockFf * voltageV ** 2;
  const clockFj = (state: "open" | "shut"): number => sum((each) => each.pin === pins.clock && each.state === state);
  return {
    areaUm2: wholeGrains(cell.areaUm2),
    leakageNw: wholeGrains(cell.leakageNw),
    openFj: chargeFj + clockFj("open") + sum((each) => each.pin === pins.output),
    shutFj: chargeFj + clockFj("shut"),
  };
}

/** Of a rising and a falling edge, at the pace of the library. */
function meanFj(tables: TechnologyTables, { rise, fall }: InternalEnergy, loadFf: number): number {
  const { slewPs } = tables.fo4;
  return (tableAt(tables, rise, slewPs, loadFf) + tableAt(tables, fall, slewPs, loadFf)) / 2;
}
