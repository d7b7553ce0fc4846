import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A command whose result is a folder, in two variants: what is there before, and what replaces it. */
export interface Subject {
  readonly name: string;
  /** Arguments that write the result to `out`. @param work folder with the files of `writeSpaces`, and for caches */
  readonly args: (out: string, work: string, variant: "old" | "new") => readonly string[];
  /** Of a sweep that is killed while it explores: chunks of the new result. */
  readonly chunks?: number;
}

const CORES = {
  name: "tiny cores",
  workload: "bitnet-b1.58-2b-4t",
  clockMhz: 50,
  blocks: [
    {
      generator: "ternary-lut",
      parameters: { groupSize: [1, 2], tables: [1, 2], fetchers: 4, inputs: 6912, outputs: 64, shape: "runtime" },
    },
  ],
  objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }],
  pick: ["knee"],
};

/** 576 designs, so 9 chunks: too many for one thread to explore. They share their modules. */
const MANY = {
  ...CORES,
  name: "many cores",
  blocks: [
    {
      generator: "add-sub",
      parameters: {
        tileInputs: { from: 1, to: 3 },
        tileOutputs: { from: 1, to: 3 },
        inputs: { from: 6912, to: 6975 },
        outputs: 64,
        shape: "runtime",
      },
    },
  ],
};

/** 48 blocks of 16 designs in rows, each a chunk. They share most of their modules. */
const ROWS = {
  ...CORES,
  name: "rows of cores",
  blocks: Array.from({ length: 48 }, (_, i) => ({
    generator: "add-sub",
    parameters: {
      tileInputs: 2,
      tileOutputs: [1, 2],
      inputs: { from: 6912, to: 6919 },
      outputs: 8 + i,
      shape: "runtime",
    },
  })),
};

/** The same at two clocks, searched: each block is a box. */
const BOXES = { ...ROWS, name: "boxes of cores", clockMhz: [400, 500], search: "bounded" };

const UNITS = {
  name: "tiny units",
  clockMhz: 50,
  training: { layers: [64, 4, 10], examples: 30, epochs: 1, runs: 4 },
  blocks: [
    {
      generator: "synapse-update",
      parameters: {
        device: "hzo-fefet",
        rows: 32,
        columns: 8,
        lanes: [4, 8],
        encoding: ["sign", "binary-count"],
        maxPulses: 3,
        widthBits: 8,
      },
    },
  ],
  objectives: [{ metric: "accuracy" }, { metric: "energyPerUpdatePj" }, { metric: "areaUm2" }],
};

/** Writes the spaces that the subjects read, and the design of `generate`. */
export function writeSpaces(work: string): void {
  mkdirSync(work, { recursive: true });
  const write = (name: string, value: object): void => writeFileSync(join(work, name), JSON.stringify(value));
  for (const [variant, technology] of [
    ["old", "sky130hd"],
    ["new", "asap7"],
  ] as const) {
    write(`cores-${variant}.json`, { ...CORES, technology });
    // The old result of many cores is one of few: it need not take as long.
    write(`many-${variant}.json`, { ...(variant === "old" ? CORES : MANY), technology });
    write(`rows-${variant}.json`, { ...(variant === "old" ? CORES : ROWS), technology });
    write(`boxes-${variant}.json`, { ...(variant === "old" ? CORES : BOXES), technology });
    write(`units-${variant}.json`, { ...UNITS, technology });
    const outputs = variant === "old" ? 3 : 5;
    const parameters = { activation: "int4", groupSize: 2, tables: 2, fetchers: 2, inputs: 6, outputs };
    write(`design-${variant}.json`, { generator: "ternary-lut", parameters });
  }
}

/** The old sweep of cores has a points.csv, the new one has none: one more way to be a mixture. */
export const SWEEP_OF_CORES: Subject = {
  name: "sweep of cores",
  args: (out, work, variant) => [
    "sweep",
    join(work, `cores-${variant}.json`),
    `--out=${out}`,
    "--workers=2",
    ...(variant === "old" ? ["--points"] : []),
  ],
};

/**
 * A sweep that takes some seconds, with points.csv: killed in the middle, it goes on from the chunks that are done. One worker, as
 * the sweep of rows has two.
 */
export const SWEEP_OF_MANY: Subject = {
  name: "sweep of many cores",
  args: (out, work, variant) => [
    "sweep",
    join(work, `many-${variant}.json`),
    `--out=${out}`,
    "--workers=1",
    "--points",
  ],
  chunks: 9,
};

/** A sweep of many chunks, as sweeps are that take long: it is killed while it explores, too. */
export const SWEEP_OF_ROWS: Subject = {
  name: "sweep of rows",
  args: (out, work, variant) => ["sweep", join(work, `rows-${variant}.json`), `--out=${out}`, "--workers=2"],
  chunks: 48,
};

/** The same with a bounded search, whose chunks follow from those before. */
export const SWEEP_OF_BOXES: Subject = {
  name: "sweep of boxes",
  args: (out, work, variant) => ["sweep", join(work, `boxes-${variant}.json`), `--out=${out}`, "--workers=2"],
  chunks: 48,
};

export const SWEEP_OF_UNITS: Subject = {
  name: "sweep of units",
  args: (out, work, variant) => [
    "sweep",
    join(work, `units-${variant}.json`),
    `--out=${out}`,
    "--workers=1",
    `--cache=${join(work, "cache")}`,
  ],
};

export const TRAIN: Subject = {
  name: "train --trace",
  args: (out, _, variant) => [
    "train",
    "--layers=64,4,10",
    "--examples=40",
    "--epochs=1",
    `--seed=${variant === "old" ? 2 : 1}`,
    `--trace=${join(out, "trace.csv")}`,
    "--trace-examples=5",
  ],
};

export const GENERATE: Subject = {
  name: "generate",
  args: (out, work, variant) => ["generate", join(work, `design-${variant}.json`), "--out", out],
};

export const PLOT: Subject = {
  name: "device plot",
  args: (out, _, variant) => ["device", "plot", variant === "old" ? "epiram" : "pcmo", "--out", join(out, "plot.svg")],
};
