import { join } from "node:path";
import { loadTechnology, serialiseTechnology, type Technology } from "../../../models/technology/index.ts";
import { prepareLibrary } from "../../../src/eda/yosys/recipe.ts";
import { commandAnswer, functionAnswer } from "../answer.ts";
import type { FuzzKind } from "../kind.ts";
import { bytesOf, jsonBytes, JSON_MUTATIONS } from "./text-files.ts";

const DESIGN = {
  generator: "ternary-lut",
  parameters: { activation: "int4", groupSize: 2, tables: 2, fetchers: 2, inputs: 6, outputs: 3 },
};

/** Cells of each kind that are kept: enough for synthesis to choose among, few enough to read in a millisecond. */
const KEPT = 6;

/** A technology as `tech import` writes it, with few cells. */
export function smallTechnology(): Technology {
  const whole = loadTechnology("asap7");
  const needed = new Set([...Object.keys(whole.tables.cells).slice(0, KEPT), whole.fanOutBuffer]);
  const kept = whole.cells.filter(
    ({ name, kind }, _, cells) =>
      needed.has(name) ||
      cells
        .filter((other) => other.kind === kind)
        .slice(0, KEPT)
        .some((other) => other.name === name),
  );
  const names = new Set(kept.map(({ name }) => name));
  const tables = Object.entries(whole.tables.cells).filter(([name]) => names.has(name));
  return {
    ...whole,
    cells: kept,
    skipped: whole.skipped.slice(0, 2),
    tables: { ...whole.tables, cells: Object.fromEntries(tables) },
  };
}

/** A technology's JSON is shown, estimated with, and prepared for synthesis: all texts that Yosys would read are made. */
export const technologyKind: FuzzKind = {
  name: "technology",
  seeds: () => ({
    asap7: { "technology.json": bytesOf(serialiseTechnology(smallTechnology())), "design.json": jsonBytes(DESIGN) },
  }),
  ...JSON_MUTATIONS,
  run: async (input) => {
    const file = join(input, "technology.json");
    const shown = await commandAnswer("tech", "show", file);
    if (shown.code !== 0) return shown;
    const estimated = await commandAnswer(
      "estimate",
      join(input, "design.json"),
      "--technology",
      file,
      "--fidelity",
      "counts",
    );
    if (estimated.code !== 0) return estimated;
    const prepared = functionAnswer(() => Object.keys(prepareLibrary(loadTechnology(file)).files));
    return prepared.code === 0 ? estimated : prepared;
  },
};
