import type { ClockGatePins, TechnologyCell } from "../../../models/technology/technology.ts";
import { InputError } from "../../core/errors.ts";
import { asPlain, type PlainFlipFlop } from "../../../models/technology/choose-cells.ts";
import { constantGrid } from "./grid.ts";
import { groupsOf, type LibertyGroup } from "./parse.ts";
import { readEnergies, type EnergyGrids } from "./power.ts";
import { stateShare } from "./states.ts";
import { readArcs, readClockArc, readSetup, type ArcGrids, type SetupGrids, type TableReader } from "./timing.ts";

/** `CellTables` while a library is being read. */
export interface CellGrids {
  readonly arcs: readonly ArcGrids[];
  readonly setup?: SetupGrids;
  readonly energy: readonly EnergyGrids[];
}

/** The tables of a cell, or the reason why it cannot be priced. */
export type TablesReading =
  { readonly kind: "tables"; readonly grids: CellGrids } | { readonly kind: "refused"; readonly reason: string };

/** Whether synthesis may use the cell, so that it needs tables. */
export function needsTables(cell: TechnologyCell): boolean {
  if (cell.clockGate !== undefined) return true;
  if (cell.dontUse) return false;
  if (cell.kind === "flip-flop") return asPlain(cell) !== undefined;
  return cell.kind === "combinational" || cell.kind === "full-adder" || cell.kind === "half-adder";
}

/** Reads timing and power of a cell that synthesis may use. Nothing is guessed: what is missing is said in the reason. */
export function readCellTables(group: LibertyGroup, cell: TechnologyCell, reader: TableReader): TablesReading {
  try {
    checkPins(cell);
    const flipFlop = cell.kind === "flip-flop" ? asPlain(cell) : undefined;
    if (cell.clockGate !== undefined)
      return { kind: "tables", grids: readClockGate(group, cell, cell.clockGate, reader) };
    const grids = flipFlop === undefined ? readGate(group, cell, reader) : readFlipFlop(group, flipFlop, reader);
    return { kind: "tables", grids };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { kind: "refused", reason: error.message };
  }
}

function checkPins(cell: TechnologyCell): void {
  if (cell.leakageNw === undefined) throw InputError.at(cell.name, "no leakage power, or the library no unit of it");
  for (const { name, direction, capacitanceFf } of cell.pins) {
    if (direction === "input" && !(capacitanceFf !== undefined && capacitanceFf > 0)) {
      throw InputError.at(name, `no capacitance${capacitanceFf === undefined ? "" : `: got ${capacitanceFf}`}`);
    }
  }
}

function readGate(group: LibertyGroup, cell: TechnologyCell, reader: TableReader): CellGrids {
  const inputs = cell.pins.filter(({ direction }) => direction === "input").map(({ name }) => name);
  const share = stateShare(cell, new Map());
  return {
    arcs: readArcs(group, cell, undefined, reader),
    energy: readEnergies(group, cell, inputs, share, reader),
  };
}

function readFlipFlop(group: LibertyGroup, flipFlop: PlainFlipFlop, reader: TableReader): CellGrids {
  const { cell, clock, data, idle } = flipFlop;
  const share = stateShare(cell, new Map(idle.map(({ pin, value }) => [pin, value])));
  return {
    arcs: readArcs(group, cell, clock, reader),
    setup: readSetup(group, data, clock, reader),
    energy: readEnergies(group, cell, [clock], share, reader),
  };
}

/** The energy of the clock pin is told apart by whether the latch is open; then the output is the clock. */
function readClockGate(group: LibertyGroup, cell: TechnologyCell, pins: ClockGatePins, reader: TableReader): CellGrids {
  const { clock, enable, output, tests } = pins;
  const latches = groupsOf(group, "pin").filter((pin) => pin.attributes.get("direction") === "internal");
  const tied = tests.map((pin) => [pin, 0] as const);
  const energies = (state: "open" | "shut"): readonly EnergyGrids[] => {
    const isOpen = state === "open" ? 1 : 0;
    const stored = [enable, ...latches.flatMap(({ args }) => args)].map((pin) => [pin, isOpen] as const);
    const known = new Map<string, 0 | 1 | string>([...tied, ...stored, [output, isOpen === 1 ? clock : "0"]]);
    return readEnergies(group, cell, [clock], stateShare(cell, known), reader);
  };
  const [open, shut] = [energies("open"), energies("shut")];
  const ofClock = (list: readonly EnergyGrids[], state: "open" | "shut"): readonly EnergyGrids[] => {
    const own = list.find(({ pin }) => pin === clock) ?? { pin: clock, rise: constantGrid(0), fall: constantGrid(0) };
    return [{ ...own, state }];
  };
  return {
    arcs: [readClockArc(group, pins, reader)],
    setup: readSetup(group, enable, clock, reader),
    energy: [...ofClock(open, "open"), ...ofClock(shut, "shut"), ...open.filter(({ pin }) => pin !== clock)],
  };
}
