import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { settingsOf } from "../../src/config/settings.ts";
import { InputError } from "../../src/core/errors.ts";
import { runSweepToFolder, type SweepFilesOptions } from "../../src/explore/sweep-files.ts";
import { lutContext } from "../bench/explore-space.ts";
import { treeOf, type Tree } from "../faults/tree.ts";
import { anyName } from "../support/any-name.ts";
import { STOP } from "./fake-sweep.ts";

const JSON_SPACE = {
  name: "bounded",
  technology: "asap7",
  workload: "bitnet-b1.58-2b-4t",
  clockMhz: [300, 500, 900, 1200],
  fidelity: "counts",
  search: "bounded",
  blocks: [
    {
      generator: "ternary-lut",
      parameters: {
        groupSize: [1, 2],
        tables: { from: 1, to: 5 },
        fetchers: { from: 1, to: 12 },
        inputs: 6912,
        outputs: { times: "fetchers", factors: [1, 4] },
        shape: "runtime",
        tableStorage: ["register", "combinational"],
        pipelineFetch: [0, 1],
      },
    },
  ],
  constraints: [{ metric: "areaUm2", maximum: 2000 }],
  objectives: [{ metric: "areaUm2" }, { metric: "energyPerTokenUj" }, { metric: "latencyUs" }],
};
const parse = (changes: object) => parseSpace({ ...JSON_SPACE, ...changes }, "space", GENERATORS, anyName);
const SPACE = parse({});
const COUNTS = { ...lutContext(), fidelity: "counts" } as const;
const CONTEXT = settingsOf(SPACE).map(() => COUNTS);
const DESIGNS = 4 * 2 * 5 * 12 * 2 * 2 * 2;

const base = mkdtempSync(join(tmpdir(), "tritforge-bounded-"));
afterAll(() => rmSync(base, { recursive: true }));

let made = 0;
async function swept(changes: Partial<SweepFilesOptions> = {}, space = SPACE): Promise<Tree | undefined> {
  const directory = changes.directory ?? join(base, String(made++));
  await runSweepToFolder(space, { context: CONTEXT, model: "test", directory, workers: 2, ...changes });
  return treeOf(directory);
}

describe.each(["bounded", "exhaustive"])("runSweepToFolder(space, options) at several clocks, %s", (search) => {
  const space = parse({ search });
  let expected: Tree | undefined;

  it("gives the same files for any number of workers", async () => {
    expected = await swept({ workers: 2, directory: join(base, search) }, space);
    expect(await swept({ workers: 1 }, space)).toEqual(expected);
    expect(await swept({ workers: 3 }, space)).toEqual(expected);
  });

  it("goes on where it was stopped, whatever chunks were done, in any number of threads", async () => {
    const directory = join(base, `${search}-stopped`);
    await expect(swept({ directory, ...STOP }, space)).rejects.toThrow("stopped");
    const [log = ""] = readdirSync(directory).filter((name) => name.startsWith(".tritforge.chunks-"));
    const lines = readFileSync(join(directory, log), "utf8").split("\n");
    writeFileSync(join(directory, log), lines.filter((_, i) => i % 3 !== 1).join("\n"));
    const done: number[] = [];
    const onProgress: SweepFilesOptions["onProgress"] = ({ cached }) => done.push(cached);
    expect(await swept({ directory, workers: 1, onProgress }, space)).toEqual(expected);
    expect(done.at(-1)).toBeGreaterThan(DESIGNS / 3);
    expect(done.at(-1)).toBeLessThan(DESIGNS);
  });
});

describe("runSweepToFolder(space, options) with a bounded search", () => {
  it("has the front of an exhaustive one, and of one that writes each point", async () => {
    const [directory, points] = [join(base, "front"), join(base, "points")];
    await swept({ directory });
    await swept({ directory: points, writesPoints: true }, parse({ search: "exhaustive" }));
    const fronts = ["front", "exhaustive", "points"].map((name) =>
      readFileSync(join(base, name, "pareto.csv"), "utf8"),
    );
    expect(fronts).toEqual([fronts[0], fronts[0], fronts[0]]);
    const manifest = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"));
    expect(manifest.counts.total).toBe(DESIGNS);
    expect(manifest.counts.skipped).toBeGreaterThan(DESIGNS / 2);
  });

  it("cannot write each point, which it does not look at", async () => {
    await expect(swept({ writesPoints: true })).rejects.toThrow(
      new InputError([
        {
          path: "--points",
          message: "got it with a bounded search, expected an exhaustive one: every point is judged then",
        },
      ]),
    );
  });

  it("cannot compare all designs at equal throughput", () => {
    expect(() => parse({ equalThroughput: { baselines: ["ternary-lut"] } })).toThrow(
      'space: /equalThroughput: got it with a bounded search, expected "search": "exhaustive"',
    );
  });
});
