import type { Report } from "./read-tables.ts";
import type { CellTables } from "./tables.ts";
import type { ClockGatePins, Technology, TechnologyCell } from "./technology.ts";

/**
 * Reports cells whose tables do not fit their pins: an output with a function but no arc or no energy would be free.
 * Of a name that is not certain, whose cell or tables are at fault anyway, it says nothing.
 * That every cell synthesis chooses is here is checked where it chooses (src/eda/liberty/write.ts).
 */
export function checkTables(
  { cells, tables, fanOutBuffer }: Technology,
  fault: Report,
  isCertain: (name: string) => boolean,
): void {
  const library = new Map(cells.map((cell) => [cell.name, cell]));
  for (const [name, own] of Object.entries(tables.cells)) {
    if (!isCertain(name)) continue;
    const cell = library.get(name);
    if (cell === undefined) fault(`/tables/cells/${name}`, "is no cell of this technology");
    else if (cell.kind !== "tie") checkCell(cell, own, fault);
  }
  if (cells.length > 0 && isCertain(fanOutBuffer) && tables.cells[fanOutBuffer] === undefined) {
    fault("/fanOutBuffer", `got "${fanOutBuffer}", expected a cell that has tables`);
  }
}

function checkCell(cell: TechnologyCell, { arcs, setup, energy }: CellTables, fault: Report): void {
  const path = `/tables/cells/${cell.name}`;
  for (const { name, direction, function: logic } of cell.pins) {
    if (direction !== "output" || logic === undefined) continue;
    if (!arcs.some(({ to }) => to === name)) fault(`${path}/arcs`, `got none to pin ${name}, expected its delays`);
    if (!energy.some(({ pin }) => pin === name))
      fault(`${path}/energy`, `got none of pin ${name}, expected its energy`);
  }
  if (cell.clockGate !== undefined) checkClockGate(cell.clockGate, { arcs, energy }, (message) => fault(path, message));
  const pins = new Set(cell.pins.map(({ name }) => name));
  const named = [...arcs.flatMap(({ from, to }) => [from, to]), ...energy.map(({ pin }) => pin)];
  const strange = named.find((pin) => !pins.has(pin));
  if (strange !== undefined) fault(path, `names pin ${strange}, which the cell does not have`);
  const needsSetup = cell.kind === "flip-flop" || cell.clockGate !== undefined;
  if (needsSetup && setup === undefined) fault(`${path}/setup`, "got nothing, expected the setup time");
}

/** Its clock pin has an energy in both states, its output a delay and an energy. */
function checkClockGate(
  { clock, output }: ClockGatePins,
  { arcs, energy }: Pick<CellTables, "arcs" | "energy">,
  fault: (message: string) => void,
): void {
  for (const state of ["open", "shut"] as const)
    if (!energy.some((each) => each.pin === clock && each.state === state))
      fault(`got no energy of pin ${clock} while the gate is ${state}, expected one`);
  if (!arcs.some(({ to }) => to === output)) fault(`got no delay to pin ${output}, expected one`);
  if (!energy.some(({ pin }) => pin === output)) fault(`got no energy of pin ${output}, expected one`);
}
