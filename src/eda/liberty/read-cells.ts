import type { TechnologyCell } from "../../../models/technology/technology.ts";
import { InputError } from "../../core/errors.ts";
import { printable, shortened } from "../../core/printable.ts";
import { readCell } from "./cell.ts";
import { needsTables, readCellTables, type CellGrids } from "./cell-tables.ts";
import { readSlewDerate } from "./delay-model.ts";
import { groupsOf, type LibertyGroup } from "./parse.ts";
import { readTemplates } from "./table.ts";
import type { TableReader } from "./timing.ts";
import type { LibraryUnits } from "./units.ts";

/** The cells of a library: usable ones with the tables that pricing needs, the others with the reason. */
export interface LibraryCells {
  readonly cells: readonly TechnologyCell[];
  /** Tables of every cell that synthesis may choose. */
  readonly grids: ReadonlyMap<string, CellGrids>;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * Reads all cells. One that synthesis could choose but that has no full timing and power is skipped, so that the choice
 * falls on another cell of the same function.
 * @throws InputError `file:line` if no cell of the library has delay tables, or none has internal power
 */
export function readCells(library: LibertyGroup, units: LibraryUnits, file: string): LibraryCells {
  const groups = groupsOf(library, "cell");
  requireKind(groups, "timing", `${file}:${library.line}`);
  requireKind(groups, "internal_power", `${file}:${library.line}`);
  const reader = tableReader(library, units, file);
  const cells: TechnologyCell[] = [];
  const grids = new Map<string, CellGrids>();
  const skipped: { name: string; reason: string }[] = [];
  for (const group of groups) {
    const name = group.args[0] ?? `unnamed, line ${group.line}`;
    const reading = readCell(group, units);
    if (reading.kind === "skipped") {
      skipped.push({ name, reason: shown(reading.reason) });
      continue;
    }
    const tables = needsTables(reading.cell) ? readCellTables(group, reading.cell, reader) : undefined;
    if (tables?.kind === "refused" && reading.cell.clockGate !== undefined) {
      // Designs do without: what is missing of the others is no reason to do so with less.
      const { clockGate: _, ...cell } = reading.cell;
      cells.push(cell);
      continue;
    }
    if (tables?.kind === "refused") {
      skipped.push({ name, reason: shown(tables.reason) });
      continue;
    }
    if (tables !== undefined) grids.set(name, tables.grids);
    cells.push(reading.cell);
  }
  return { cells, grids, skipped };
}

/** A reason may quote the file. */
function shown(reason: string): string {
  return printable(shortened(reason, 300));
}

/** A library without any timing or power is the wrong file (a functional view), said at once. */
function requireKind(cells: readonly LibertyGroup[], kind: string, where: string): void {
  const found = cells.some((cell) => groupsOf(cell, "pin").some((pin) => groupsOf(pin, kind).length > 0));
  if (!found && cells.length > 0) {
    const what = kind === "timing" ? "delay" : "energy";
    throw InputError.at(where, `no cell of the library has a ${kind} group, so ${what} cannot be priced`);
  }
}

function tableReader(library: LibertyGroup, units: LibraryUnits, file: string): TableReader {
  const slewPs = units.timePs * readSlewDerate(library, file);
  const loadFf = units.capacitanceFf;
  return {
    templates: readTemplates(library),
    delay: { slewPs, loadFf, value: units.timePs },
    transition: { slewPs, loadFf, value: slewPs },
    power: { slewPs, loadFf, value: units.energyFj },
  };
}
