import type { CellTables, LookupTable, TechnologyTables, TimingArc } from "./tables.ts";
import type { CellTablesFile, Flat, FlatTable, TablesFile } from "./tables-schema.ts";

/** Takes one fault: JSON path and message. */
export type Report = (path: string, message: string) => void;

/**
 * Makes the `tables` of a technology file, whose shape the schema has checked, exact: each list of numbers becomes a table.
 * Reports axes that do not rise, numbers of axes that there are not, and tables of the wrong size.
 */
export function readTables({ axes, cells, fo4 }: TablesFile, fault: Report): TechnologyTables {
  const wrong = new Set<number>();
  axes.forEach((axis, i) => {
    if (axis.every((value, k) => k === 0 || value > (axis[k - 1] ?? 0))) return;
    wrong.add(i);
    fault(`/tables/axes/${i}`, `got ${JSON.stringify(axis).slice(0, 40)}, expected ascending numbers`);
  });
  const reader: Reader = { axes, wrong, fault };
  const read = Object.entries(cells).map(
    ([name, cell]) => [name, readCell(cell, `/tables/cells/${name}`, reader)] as const,
  );
  return { axes, cells: Object.fromEntries(read), fo4 };
}

interface Reader {
  readonly axes: readonly (readonly number[])[];
  /** Numbers of axes that are at fault: how long they should be is not known. */
  readonly wrong: ReadonlySet<number>;
  readonly fault: Report;
}

function readCell({ arcs, setup, energy }: CellTablesFile, path: string, reader: Reader): CellTables {
  return {
    arcs: arcs.map((arc, i) => readArc(arc, `${path}/arcs/${i}`, reader)),
    ...(setup === undefined ? {} : { setup: { ...setup, ...readEdges(setup, `${path}/setup`, reader) } }),
    energy: energy.map((each, i) => ({ ...each, ...readEdges(each, `${path}/energy/${i}`, reader) })),
  };
}

function readArc(arc: Flat<TimingArc>, path: string, reader: Reader): TimingArc {
  return {
    ...arc,
    ...readEdges(arc, path, reader),
    riseSlew: readTable(arc.riseSlew, `${path}/riseSlew`, reader),
    fallSlew: readTable(arc.fallSlew, `${path}/fallSlew`, reader),
  };
}

/** Of a rising and a falling edge. */
interface Edges<Table> {
  readonly rise: Table;
  readonly fall: Table;
}

function readEdges({ rise, fall }: Edges<FlatTable>, path: string, reader: Reader): Edges<LookupTable> {
  return { rise: readTable(rise, `${path}/rise`, reader), fall: readTable(fall, `${path}/fall`, reader) };
}

function readTable(table: FlatTable, path: string, { axes, wrong, fault }: Reader): LookupTable {
  const [slew = -1, load = -1] = table;
  const values = table.slice(2);
  const size = (axes[slew]?.length ?? 0) * (axes[load]?.length ?? 0);
  if (size === 0) fault(path, `got axes ${slew} and ${load}, expected numbers below ${axes.length}`);
  else if (values.length !== size && !wrong.has(slew) && !wrong.has(load))
    fault(path, `got ${values.length} values, expected ${size}`);
  return { slew, load, values };
}
