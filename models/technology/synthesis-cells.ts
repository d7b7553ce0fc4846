import { cheapest, cheapestFlipFlop, cheapestGates, type PlainFlipFlop } from "./choose-cells.ts";
import type { ClockGatePins, Technology, TechnologyCell } from "./technology.ts";

/** The few cells of a technology that synthesis works with: the cheapest of each function. */
export interface SynthesisCells {
  readonly gates: readonly TechnologyCell[];
  readonly flipFlop: PlainFlipFlop | undefined;
  readonly fullAdder: TechnologyCell | undefined;
  readonly halfAdder: TechnologyCell | undefined;
  /** Cells giving constant 1 and constant 0, with the pin. */
  readonly tieHigh: TiePin | undefined;
  readonly tieLow: TiePin | undefined;
  /** For nets with many readers; not among the gates, so that logic synthesis does not insert it. */
  readonly buffer: TechnologyCell | undefined;
  /** Undefined: flip-flops get their enable as a multiplexer. */
  readonly clockGate: UsableClockGate | undefined;
}

/** An integrated clock gate, and which of its pins is what. */
export interface UsableClockGate {
  readonly cell: TechnologyCell;
  readonly pins: ClockGatePins;
}

/** What the choice depends on. */
type CellSource = Pick<Technology, "cells" | "fanOutBuffer">;

/** The output pin of a cell that gives a constant. */
export interface TiePin {
  readonly cell: TechnologyCell;
  readonly pin: string;
}

/** Picks the cells; `dont_use` cells are left out. */
export function synthesisCells(technology: CellSource): SynthesisCells {
  const usable = technology.cells.filter((cell) => !cell.dontUse);
  return {
    gates: cheapestGates(usable),
    flipFlop: cheapestFlipFlop(usable),
    fullAdder: cheapest(usable.filter((cell) => cell.kind === "full-adder")),
    halfAdder: cheapest(usable.filter((cell) => cell.kind === "half-adder")),
    tieHigh: tie(usable, "1"),
    tieLow: tie(usable, "0"),
    buffer: usable.find(({ name }) => name === technology.fanOutBuffer),
    clockGate: cheapestClockGate(technology.cells),
  };
}

/** `dont_use` or not: libraries keep logic synthesis away from clock gates so, not those who ask for one by name. */
export function cheapestClockGate(cells: readonly TechnologyCell[]): UsableClockGate | undefined {
  const cell = cheapest(cells.filter(({ clockGate }) => clockGate !== undefined));
  return cell?.clockGate === undefined ? undefined : { cell, pins: cell.clockGate };
}

/** The same cells, each once. */
export function cellsInUse(technology: CellSource): ReadonlySet<TechnologyCell> {
  const { gates, flipFlop, fullAdder, halfAdder, tieHigh, tieLow, buffer, clockGate } = synthesisCells(technology);
  const cells = [...gates, buffer, flipFlop?.cell, fullAdder, halfAdder, tieHigh?.cell, tieLow?.cell, clockGate?.cell];
  return new Set(cells.filter((cell) => cell !== undefined));
}

function tie(cells: readonly TechnologyCell[], value: string): TiePin | undefined {
  const pinOf = (cell: TechnologyCell) => cell.pins.find((pin) => pin.function?.replaceAll(/[()\s]/g, "") === value);
  const cell = cheapest(cells.filter((each) => each.kind === "tie" && pinOf(each) !== undefined));
  const pin = cell && pinOf(cell);
  return cell === undefined || pin === undefined ? undefined : { cell, pin: pin.name };
}
