import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { loadCharacterised } from "../../models/cost/characterised-table.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { SharedTexts } from "../../src/core/shared-texts.ts";
import { runSweep } from "../../src/explore/sweep.ts";
import { exploreChunk } from "../../src/explore/chunk.ts";
import { loadContext } from "../../src/explore/context.ts";
import { KeptPrices } from "../../src/explore/kept-prices.ts";
import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { Tally } from "../../src/explore/tally.ts";
import { lutContext } from "../bench/explore-space.ts";
import { anyName } from "../support/any-name.ts";

let base = "";
beforeEach(() => (base = mkdtempSync(join(tmpdir(), "tritforge-prices-"))));
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(base, { recursive: true });
});

/** Cores of two families, with and without masks, stores and registers. */
const SPACE = parseSpace(
  {
    name: "kept",
    technology: "asap7",
    workload: "bitnet-b1.58-2b-4t",
    clockMhz: 100,
    blocks: [
      {
        generator: "ternary-lut",
        parameters: {
          groupSize: 3,
          tables: [1, 3],
          fetchers: [4, 8],
          inputs: 6912,
          outputs: { times: "fetchers", factors: [1, 3] },
          shape: ["runtime", "fixed"],
          loopOrder: ["table-stationary", "output-stationary"],
          pipelineFetch: [0, 1],
        },
      },
      {
        generator: "add-sub",
        parameters: { tileInputs: 3, tileOutputs: [4, 9], inputs: 6912, outputs: 6912, shape: "runtime" },
      },
    ],
    objectives: [{ metric: "areaUm2" }, { metric: "energyPerTokenUj" }, { metric: "criticalPathPs" }],
  },
  "kept",
  GENERATORS,
  anyName,
);

/** Many designs with few modules: they differ in how many inputs a product may have, and in their clock. */
const FEW_MODULES = {
  ...SPACE,
  technology: ["asap7", "sky130hd"],
  clockMhz: Array.from({ length: 16 }, (_, i) => 20 + i),
  blocks: ["ternary-lut", "add-sub"].map((generator) => ({
    generator,
    parameters: {
      ...(generator === "add-sub" ? { tileInputs: 3, tileOutputs: 4 } : { groupSize: 2, tables: 2, fetchers: 4 }),
      inputs: { from: 6912, to: 6920 },
      outputs: 6912,
      shape: "runtime",
    },
  })),
};

const CONTEXT = lutContext();
const COUNTS = { ...CONTEXT, fidelity: "counts" } as const;

/** All points of the space, judged in this thread. */
async function sweep(context: typeof CONTEXT, known?: SharedArrayBuffer): Promise<unknown> {
  const job = { space: SPACE, context, modules: STANDARD_MODULES, ...(known === undefined ? {} : { known: [known] }) };
  const prepared = await loadContext(job);
  const task = { start: 0, end: prepared.points.count, cloudLimit: Infinity, wantsLog: false };
  return exploreChunk(prepared, task, new Tally());
}

/** A sweep as the command does it. */
async function keptSweep(context: typeof CONTEXT): Promise<unknown> {
  const prices = KeptPrices.open(base, context, false);
  const result = await sweep(context, prices.shared);
  prices.save();
  return result;
}

describe("KeptPrices", () => {
  it("leave every number of a sweep as it is, and a second sweep finds all of them", async () => {
    const plain = await sweep(COUNTS);
    expect(await keptSweep(COUNTS)).toEqual(plain);
    const [file = ""] = readdirSync(base);
    const bytes = readFileSync(join(base, file));
    const prices = KeptPrices.open(base, COUNTS, false);
    const texts = new SharedTexts(prices.shared);
    const before = texts.size;
    expect(await sweep(COUNTS, prices.shared)).toEqual(plain);
    expect([before > 100, texts.size - before]).toEqual([true, 0]);
    prices.save();
    expect(readFileSync(join(base, file))).toEqual(bytes);
  });

  it("are kept apart by what they rest on: here, measured modules", async () => {
    const characterised = loadCharacterised(CONTEXT.technology);
    if (characterised === undefined) throw new Error("no measured modules come with asap7");
    const measured = { ...CONTEXT, characterised };
    const plain = await sweep(measured);
    expect([await keptSweep(COUNTS), await keptSweep(measured)].length).toBe(2);
    expect(readdirSync(base).length).toBe(2);
    expect(await keptSweep(measured)).toEqual(plain);
  });

  it("are one file for each technology of several settings, and those of all are found again by all threads", async () => {
    const space = parseSpace(FEW_MODULES, "settings", GENERATORS, anyName);
    const { clockMhz: clocks } = FEW_MODULES;
    const [asap7, sky130] = ["asap7", "sky130hd"].map((name) => ({ ...COUNTS, technology: loadTechnology(name) }));
    if (asap7 === undefined || sky130 === undefined) throw new Error("no technologies");
    const contexts = [...clocks.map(() => asap7), ...clocks.map(() => sky130)];
    const swept = (prices: readonly KeptPrices[]) =>
      runSweep(space, { context: contexts, model: "", workers: 2, prices });
    const plain = await runSweep(space, { context: contexts, model: "", workers: 1 });
    expect(plain.manifest.counts.total).toBeGreaterThan(511); // so many that they are not judged in this thread
    expect(await swept(KeptPrices.ofSettings(base, contexts, false))).toEqual(plain);
    expect(readdirSync(base).length).toBe(2);
    const files = readdirSync(base).map((file) => readFileSync(join(base, file)));
    const again = KeptPrices.ofSettings(base, contexts, false);
    expect([again.length, new Set(again.slice(0, 16)).size, new Set(again).size]).toEqual([32, 1, 2]);
    const sizes = [...new Set(again)].map(({ shared }) => new SharedTexts(shared).size);
    expect(Math.min(...sizes)).toBeGreaterThan(20);
    expect(await swept(again)).toEqual(plain);
    expect([...new Set(again)].map(({ shared }) => new SharedTexts(shared).size)).toEqual(sizes);
    expect(readdirSync(base).map((file) => readFileSync(join(base, file)))).toEqual(files);
  });

  it("are worked out again where the file has other bytes, and where they are not wanted", async () => {
    const plain = await keptSweep(COUNTS);
    const [file = ""] = readdirSync(base);
    const bytes = readFileSync(join(base, file));
    const notices: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => notices.push(String(text)) > 0);
    writeFileSync(join(base, file), bytes.fill(0x31, 1000, 1001));
    expect(await keptSweep(COUNTS)).toEqual(plain);
    expect(notices.length).toBe(1);
    expect(new SharedTexts(KeptPrices.open(base, COUNTS, true).shared).size).toBe(0);
    expect(new SharedTexts(KeptPrices.open(base, COUNTS, false).shared).size).toBeGreaterThan(100);
  });

  it("are what a sweep rests on: with all areas doubled, its designs are larger", async () => {
    await keptSweep(COUNTS);
    const texts = new SharedTexts(KeptPrices.open(base, COUNTS, false).shared);
    const doubled = SharedTexts.of(new Uint8Array(0));
    for (const key of texts.keys()) {
      const text = texts.get(key) ?? "";
      const isCost = key.startsWith("counts cost ");
      doubled.add(key, isCost ? JSON.stringify(JSON.parse(text).map((number: number) => 2 * number)) : text);
    }
    expect(await sweep(COUNTS, doubled.shared)).not.toEqual(await sweep(COUNTS));
  });
});
