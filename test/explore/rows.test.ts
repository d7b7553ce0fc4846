import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import type { CharacterisedTable } from "../../models/cost/characterised.ts";
import { loadCharacterised } from "../../models/cost/characterised-table.ts";
import { loadMemorySystem } from "../../models/memory/memory-system.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { loadWorkload } from "../../models/workload/workload.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { Random } from "../../src/core/random.ts";
import { exploreChunk, type ChunkResult } from "../../src/explore/chunk.ts";
import { loadContext } from "../../src/explore/context.ts";
import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { Tally } from "../../src/explore/tally.ts";
import { anyName } from "../support/any-name.ts";
import { anyParameters } from "./any-parameters.ts";
import { expectEqualChunks } from "./expect-equal-chunks.ts";

/** What is asked of a space. */
interface Asked {
  readonly generator: string;
  readonly parameters: object;
  readonly technologyName: string;
  /** Whether designs rest on measured modules where all are known. */
  readonly isMeasured: boolean;
  readonly mostUm2: number;
  readonly objectives: readonly string[];
  readonly clockMhz: number;
  /** Formulas, and bounds besides those that all spaces have. */
  readonly metrics?: Readonly<Record<string, string>>;
  readonly bounds?: readonly object[];
  /** See CloudSample; default: all designs are sampled, so that rows give all their metrics. */
  readonly cloudLimit?: number;
}

/** What a space comes to, designs worked out in rows and one by one. */
async function both({
  generator,
  parameters,
  technologyName,
  isMeasured,
  mostUm2,
  objectives,
  clockMhz,
  metrics = {},
  bounds = [],
  cloudLimit = Infinity,
}: Asked): Promise<readonly [ChunkResult, ChunkResult]> {
  const technology = loadTechnology(technologyName);
  const characterised = isMeasured ? withPins(loadCharacterised(technology)) : undefined;
  const memory = loadMemorySystem({}, { technology, directory: ".", where: "memory" });
  const json = {
    name: "any",
    technology: technologyName,
    workload: "bitnet-b1.58-2b-4t",
    clockMhz,
    blocks: [{ generator, parameters }],
    metrics,
    constraints: [
      ...bounds,
      { metric: "energyPerTokenUj", maximum: 400 },
      { metric: "systemAreaUm2", maximum: 400_000 },
      { metric: "areaUm2", maximum: mostUm2 },
      { metric: "errorRms", maximum: 0.1 },
    ],
    objectives: objectives.map((metric) => ({ metric })),
    ...(cloudLimit === 0 ? {} : { equalThroughput: { baselines: [generator] } }),
  };
  const job = {
    space: parseSpace(json, "any", GENERATORS, anyName),
    context: {
      technology,
      workload: loadWorkload("bitnet-b1.58-2b-4t"),
      memory,
      statistics: STANDARD_STATISTICS,
      accuracy: loadAccuracy(technology),
      ...(characterised === undefined ? {} : { characterised }),
    },
    modules: STANDARD_MODULES,
  };
  const run = async (inRows: boolean): Promise<ChunkResult> => {
    const context = await loadContext(job);
    const given = inRows ? context : { ...context, rowsOf: () => undefined };
    const task = { start: 0, end: context.points.count, cloudLimit, wantsLog: false };
    expect(context.points.parts.every((part) => context.rowsOf(part) !== undefined)).toBe(true);
    return exploreChunk(given, task, new Tally());
  };
  return [await run(true), await run(false)];
}

/** Ports of modules that many copies read, and pins that nobody counted behind them. */
const PINS = {
  enable: [5],
  step: [2],
  first: [9],
  clear: [4],
  load: [7],
  keys: [3],
  activations: [6],
  fill: [1],
  inputs_left: [3, 9],
  rest: [6],
};

function withPins(table: CharacterisedTable | undefined): CharacterisedTable | undefined {
  if (table === undefined) return undefined;
  const modules = Object.entries(table.modules).map(([key, module]) => [key, { ...module, pins: PINS }] as const);
  return { ...table, modules: Object.fromEntries(modules) };
}

const CORE = ["areaUm2", "energyPerTokenUj", "tokensPerSecond"];
const SYSTEM = ["systemAreaUm2", "systemEnergyPerTokenUj", "systemTokensPerSecond", "powerMw"];

const random = new Random(11);
const CASES = Array.from({ length: 30 }, (_, i): [generator: string, technology: string, asked: Asked] => {
  const generator = ["ternary-lut", "ternary-lut", "add-sub", "ternary-lut", "multiplier"][i % 5] ?? "";
  const technologyName = ["asap7", "sg13g2", "sky130hd"][i % 3] ?? "";
  // An area that leaves all, some, and few of the designs: those that are out are so at every stage of their parts.
  const mostUm2 = (technologyName === "asap7" ? 1 : 10) * ([20_000, 1500, 500][Math.floor(i / 3) % 3] ?? 0);
  const objectives = i % 4 === 3 ? SYSTEM : CORE;
  const parameters = anyParameters(generator, random);
  return [
    generator,
    technologyName,
    {
      generator,
      parameters,
      technologyName,
      isMeasured: i % 2 === 0,
      mostUm2,
      objectives,
      clockMhz: 700,
      // Of every third space nothing is kept but the front, so that designs are dropped before all of their metrics are known.
      ...(i % 3 === 1 ? { cloudLimit: 0 } : {}),
    },
  ];
});

/** Few designs, of cores whose rows have something special. */
const SPECIAL: readonly (readonly [what: string, parameters: object])[] = [
  ["only lanes differ", { fetchers: [4, 1, 9], inputs: 7000, outputs: 16, shape: "runtime" }],
  // With as many lanes as outputs there is no store, and the masks of outputs read one net more.
  ["masks of different ports", { fetchers: [1, 16, 21], pipelineReduce: [0, 3], outputs: 16, shape: "runtime" }],
  // Behind the low bits of the count of inputs stand the mask of activations and the count of the last tile.
  ["buffers on some bits of a net", { fetchers: [3, 8], tables: [5, 46], groupSize: 2, outputs: 16, shape: "runtime" }],
  ["one lane, groups differ", { fetchers: 3, tables: [1, 2, 5], outputs: 12 }],
];

/** Of cheap metrics, of energy, of memory and errors, and one that is absent where a token takes more than a little energy. */
const FORMULAS = {
  edp: "energyPerTokenUj * latencyUs",
  spread: "tops / (areaUm2 / 1e6) ^ 0.5",
  systemEdp: "(systemEnergyPerTokenUj / systemTokensPerSecond) * (1 + errorRms)",
  rest: "log2(120 - energyPerTokenUj)",
  ed2p: "edp * latencyUs / min(spread, 1e3)",
};

/** Formulas as objectives, as bounds, and as both; each bound lies within the values of the designs. */
const WITH_FORMULAS: readonly (readonly [objectives: readonly string[], bounds: readonly object[]])[] = [
  [["edp", "areaUm2"], []],
  [["spread", "ed2p"], [{ metric: "spread", minimum: 2 }]],
  [["areaUm2", "latencyUs"], [{ metric: "rest", minimum: 5.5 }]],
  [["rest", "areaUm2"], [{ metric: "edp", maximum: 3e7 }]],
  [
    ["systemEdp", "errorRms"],
    [
      { metric: "systemEdp", maximum: 5000, minimum: 3000 },
      { metric: "ed2p", maximum: 1e12 },
    ],
  ],
];

const SHARED = { inputs: 6912, shape: "runtime", loopOrder: ["output-stationary", "table-stationary"] };
const OF_GENERATOR: Readonly<Record<string, object>> = {
  "ternary-lut": { ...SHARED, groupSize: [2, 3], tables: [2, 5, 7], fetchers: [4, 8, 16], outputs: 16 },
  "add-sub": { ...SHARED, tileInputs: [2, 7, 12], tileOutputs: [4, 8, 16], outputs: 16 },
};

const FORMULA_CASES = Object.entries(OF_GENERATOR).flatMap(([generator, parameters]) =>
  WITH_FORMULAS.map(([objectives, bounds], i): [generator: string, asked: string, Asked] => {
    const given = { generator, parameters, technologyName: "asap7", isMeasured: i % 2 === 0, mostUm2: 30_000 };
    return [
      generator,
      JSON.stringify([objectives, bounds]),
      { ...given, clockMhz: 400, metrics: FORMULAS, objectives, bounds, cloudLimit: i % 2 === 0 ? 0 : Infinity },
    ];
  }),
);

describe("designs worked out in rows", () => {
  it.each(SPECIAL)("come out as one by one: %s", async (_, changes) => {
    const parameters = { activation: "int8", groupSize: 3, tables: 2, inputs: 6912, outputs: 16, ...changes };
    const asked = { generator: "ternary-lut", technologyName: "asap7", isMeasured: false, objectives: CORE };
    const [rows, oneByOne] = await both({ ...asked, parameters, mostUm2: 1e6, clockMhz: 100 });
    expect(rows.feasible).toBeGreaterThan(1);
    expect(rows.feasible).toBe(oneByOne.feasible);
    expect(rows.front).toEqual(oneByOne.front);
    expect(rows.cloud).toEqual(oneByOne.cloud);
  });

  it.each(CASES)("come out as one by one, to the last bit: %s in %s", async (_generator, _technology, asked) => {
    expectEqualChunks(await both(asked));
  });

  const reasons = new Set<string>();
  const feasible: number[] = [];

  it.each(FORMULA_CASES)("come out as one by one with formulas: %s, %s", async (_generator, _what, asked) => {
    const [rows, oneByOne] = await both(asked);
    expectEqualChunks([rows, oneByOne]);
    feasible.push(rows.feasible);
    for (const reason of rows.infeasible.keys()) reasons.add(reason);
  });

  it("and formulas held some of them back, for their values and for the lack of one", () => {
    const expected = ["spread < 2", "rest < 5.5", "rest is not known", "edp > 30000000", "systemEdp > 5000", "ed2p > 1000000000000"]; // prettier-ignore
    expect([...reasons]).toEqual(expect.arrayContaining(expected));
    expect(feasible.filter((count) => count > 10).length).toBeGreaterThan(5);
  });
});
