import type { TechnologyCell } from "../../../models/technology/technology.ts";
import type { TechnologyTables } from "../../../models/technology/tables.ts";
import { InputError } from "../../core/errors.ts";
import type { CellGrids } from "./cell-tables.ts";
import { cheapest, gatesWithTable } from "../../../models/technology/choose-cells.ts";
import { gridAt } from "./grid.ts";
import { TABLES } from "../../../models/technology/truth-table.ts";
import type { WorkingRange } from "./pack.ts";
import type { ArcGrids } from "./timing.ts";

/** Inputs of the cheapest NAND2 that a fan-out buffer is chosen to drive. */
const BUFFER_LOADS = 16;
const MAXIMUM_ITERATIONS = 200;

/** What a library can do in one gate. */
export interface Pace {
  readonly fo4: TechnologyTables["fo4"];
  /** Name of the buffer for nets with many readers. */
  readonly fanOutBuffer: string;
  /** Where tables must be exact: 16 inputs of the cheapest NAND2, and four times the slew of a gate with four readers. */
  readonly range: WorkingRange;
}

/**
 * Measures the pace of a library and chooses its fan-out buffer.
 *
 * - fo4: the cheapest inverter, loaded with four of its inputs; the slew at its input is the one it makes itself (fixed
 *   point); means of rising and falling edge.
 * - Fan-out buffer: the usable buffer with the smallest area × delay when it drives 16 inputs of the cheapest NAND2 with
 *   that slew at its input; delay is the slower edge. Ties go to the cheaper cell.
 * @throws InputError `where` if the library has no usable buffer
 */
export function measurePace(
  cells: readonly TechnologyCell[],
  grids: ReadonlyMap<string, CellGrids>,
  where: string,
): Pace {
  const inverter = cheapest(gatesWithTable(cells, TABLES.inverter));
  const nand2 = cheapest(gatesWithTable(cells, TABLES.nand2));
  if (inverter === undefined || nand2 === undefined) throw InputError.at(where, "no usable inverter or 2-input NAND");
  const fo4 = fo4Of(arcOf(grids, inverter), 4 * inputCapacitanceFf(inverter));
  const loadFf = BUFFER_LOADS * inputCapacitanceFf(nand2);
  const buffers = gatesWithTable(cells, TABLES.buffer).toSorted((a, b) => a.areaUm2 - b.areaUm2);
  const rated = buffers.map((buffer) => ({ buffer, cost: bufferCost(buffer, grids, fo4.slewPs, loadFf) }));
  const [first, ...others] = rated;
  if (first === undefined) {
    throw InputError.at(where, "the library has no usable buffer, which nets with many readers need");
  }
  const best = others.reduce((least, each) => (each.cost < least.cost ? each : least), first);
  return { fo4, fanOutBuffer: best.buffer.name, range: { slewPs: 4 * fo4.slewPs, loadFf } };
}

function fo4Of(arc: ArcGrids, loadFf: number): TechnologyTables["fo4"] {
  const mean = (rise: ArcGrids["rise"], fall: ArcGrids["fall"], slewPs: number) =>
    (gridAt(rise, slewPs, loadFf) + gridAt(fall, slewPs, loadFf)) / 2;
  let slewPs = 0;
  for (let i = 0; i < MAXIMUM_ITERATIONS; i += 1) {
    const next = mean(arc.riseSlew, arc.fallSlew, slewPs);
    const settled = Math.abs(next - slewPs) <= 1e-6 * next;
    slewPs = next;
    if (settled) break;
  }
  const round = (value: number) => Number(value.toPrecision(4));
  return { delayPs: round(mean(arc.rise, arc.fall, slewPs)), slewPs: round(slewPs), loadFf: round(loadFf) };
}

/** Area × delay [µm² · ps]. */
function bufferCost(
  buffer: TechnologyCell,
  grids: ReadonlyMap<string, CellGrids>,
  slewPs: number,
  loadFf: number,
): number {
  const arc = arcOf(grids, buffer);
  return buffer.areaUm2 * Math.max(gridAt(arc.rise, slewPs, loadFf), gridAt(arc.fall, slewPs, loadFf));
}

function arcOf(grids: ReadonlyMap<string, CellGrids>, cell: TechnologyCell): ArcGrids {
  const arc = grids.get(cell.name)?.arcs[0];
  if (arc === undefined) throw new Error(`${cell.name}: cells without tables are not usable`);
  return arc;
}

/** The largest input capacitance of a cell [fF]. */
function inputCapacitanceFf(cell: TechnologyCell): number {
  return Math.max(
    ...cell.pins.map(({ direction, capacitanceFf }) => (direction === "input" ? (capacitanceFf ?? 0) : 0)),
  );
}
