import type { CellTables, LookupTable, TechnologyTables } from "./tables.ts";
import type { Technology } from "./technology.ts";

/**
 * JSON text of a technology: the library's facts first, then the tables and the cells, one cell a line, so that a
 * difference between two reads well. A lookup table is one list, see `readTables`.
 */
export function serialiseTechnology(technology: Technology): string {
  const { tables, cells, skipped, ...facts } = technology;
  const head = Object.entries(facts).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  return [
    "{",
    ...head,
    ...tableLines(tables),
    `  "cells": [`,
    rows(cells),
    `  ],`,
    `  "skipped": [`,
    ...(skipped.length === 0 ? [] : [rows(skipped)]),
    `  ]`,
    "}",
    "",
  ].join("\n");
}

function tableLines({ axes, cells, fo4 }: TechnologyTables): readonly string[] {
  const named = Object.entries(cells).map(([name, cell]) => `      ${JSON.stringify(name)}: ${cellText(cell)}`);
  return [
    `  "tables": {`,
    `    "fo4": ${JSON.stringify(fo4)},`,
    `    "axes": ${JSON.stringify(axes)},`,
    `    "cells": {`,
    ...(named.length === 0 ? [] : [named.join(",\n")]),
    `    }`,
    `  },`,
  ];
}

function cellText({ arcs, setup, energy }: CellTables): string {
  return JSON.stringify({
    arcs: arcs.map(({ from, to, sense, rise, fall, riseSlew, fallSlew }) => {
      const tables = { rise: flat(rise), fall: flat(fall), riseSlew: flat(riseSlew), fallSlew: flat(fallSlew) };
      return { from, to, sense, ...tables };
    }),
    ...(setup === undefined ? {} : { setup: { ...setup, rise: flat(setup.rise), fall: flat(setup.fall) } }),
    energy: energy.map((each) => ({ ...each, rise: flat(each.rise), fall: flat(each.fall) })),
  });
}

function flat({ slew, load, values }: LookupTable): readonly number[] {
  return [slew, load, ...values];
}

function rows(items: readonly unknown[]): string {
  return items.map((item) => `    ${JSON.stringify(item)}`).join(",\n");
}
