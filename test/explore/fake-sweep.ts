import type { EstimateContext } from "../../models/evaluate/estimate-context.ts";
import type { Technology } from "../../models/technology/technology.ts";
import { parseWorkload } from "../../models/workload/workload.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import type { Space } from "../../src/config/space.ts";
import type { SweepFilesOptions } from "../../src/explore/sweep-files.ts";
import type { SweepOptions } from "../../src/explore/sweep.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { ACCURACY, FAKE_MODULES, GENERATORS } from "./fake-generators.ts";
import { anyName } from "../support/any-name.ts";

/** Two layers, small enough to be worked out by hand. */
export const WORKLOAD = parseWorkload(
  {
    name: "tiny",
    title: "Tiny",
    source: "a test",
    layers: [
      { name: "up", inputs: 30, outputs: 100, count: 2 },
      { name: "down", inputs: 100, outputs: 30, count: 2 },
    ],
  },
  "tiny",
);

export const TECHNOLOGY: Technology = {
  schemaVersion: 1,
  name: "fake",
  process: "none",
  corner: "typical",
  voltageV: 1,
  temperatureC: 25,
  library: "fake",
  sourceFile: "none",
  sourceSha256: "",
  provenance: "a test",
  licence: "none",
  nand2AreaUm2: 0.5,
  fanOutBuffer: "none",
  tables: { axes: [], cells: {}, fo4: { delayPs: 1, slewPs: 1, loadFf: 1 } },
  cells: [],
  skipped: [],
};

export const CONTEXT: EstimateContext = {
  technology: TECHNOLOGY,
  workload: WORKLOAD,
  statistics: STANDARD_STATISTICS,
  accuracy: ACCURACY,
};

export const OPTIONS: SweepOptions = {
  context: CONTEXT,
  model: "fake",
  modules: FAKE_MODULES,
  workers: 1,
};

/** Breaks a sweep when all of its chunks are done. */
export const STOP: Pick<SweepFilesOptions, "finish"> = {
  finish: {
    yosys: "embedded",
    onStage: () => undefined,
    findGenerator: () => {
      throw new Error("stopped");
    },
  },
};

/** A space over the fake generators; `changes` replaces top-level keys. */
export function spaceOf(blocks: readonly object[], changes: object = {}): Space {
  const json = {
    name: "fake",
    technology: "fake",
    workload: "tiny",
    clockMhz: 100,
    blocks,
    objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }, { metric: "weightBitsPerToken" }],
    ...changes,
  };
  return parseSpace(json, "SPACE.json", GENERATORS, anyName);
}
