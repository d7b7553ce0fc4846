import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { calibrationDesigns } from "../../models/cost/calibration/calibration-set.ts";
import { serialiseTechnology } from "../../models/technology/index.ts";
import { calibrateTechnology } from "../../src/characterise/calibrate.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { importLiberty } from "../../src/eda/liberty/index.ts";
import { pins, tinyLibrary } from "../eda/liberty/tiny-library.ts";
import { scratchFolder, SMALL_DESIGN, tritforge, tritforgeJson } from "../support/command-line.ts";

/** The README's way from a library of one's own to a sweep and a synthesis. `.ci/run` goes it with osu018 as it stands. */

const scratch = scratchFolder();
const GATES = `
  cell (NOR2) { area : 2.0; ${pins("A B", "!(A+B)")} }
  cell (AND2) { area : 2.5; ${pins("A B", "A*B")} }
  cell (OR2) { area : 2.5; ${pins("A B", "A+B")} }
  cell (XOR2) { area : 4.0; ${pins("A B", "A^B")} }`;
const LIBRARY = scratch.write("tiny.lib", tinyLibrary(GATES));
const SECONDS = 1000;

describe("tritforge tech import FILE.lib --name NAME --out DIR", () => {
  it("asks for the node at once where neither the library nor an option tells it", async () => {
    const { code, errors } = await tritforge("tech", "import", LIBRARY, "--name", "mine", "--out", scratch.path("out"));
    expect(errors).toEqual([
      "tritforge: --node: got none, and library tiny tells none, expected the process node in nm, e.g. --node 130",
    ]);
    expect(code).toBe(2);
    expect(scratch.list("out")).toEqual([]);
  });

  it("refuses a node that --process contradicts", async () => {
    const facts = ["--process", "45 nm bulk", "--node", "65"];
    const args = ["tech", "import", LIBRARY, "--name", "mine", "--out", scratch.path("out"), ...facts];
    expect((await tritforge(...args)).errors[0]).toMatch(
      /^tritforge: --node: got 65 beside --process "45 nm bulk, 65 nm"/,
    );
  });

  it("says which node it took of what, in the technology too", () => {
    const named = scratch.write("named.lib", tinyLibrary().replace("library (tiny)", "library (osu018_mine)"));
    expect(importLiberty(named).process).toBe("180 nm (by the name of the library, osu018_mine)");
    expect(importLiberty(named, { nodeNm: 160 }).process).toBe("160 nm");
    expect(importLiberty(LIBRARY, { process: "bulk", nodeNm: 45 }).process).toBe("bulk, 45 nm");
    expect(importLiberty(LIBRARY).process).toBe("not stated");
  });
});

describe("a library of one's own: import, estimate, sweep, synth", () => {
  const file = scratch.path("mine.json");

  it(
    "is priced, and goes on from modules that were measured before",
    async () => {
      const technology = importLiberty(LIBRARY, { name: "mine", nodeNm: 130 });
      // two designs of the calibration set, so that it takes seconds: most prices stay what is usual
      const designs = ["add-sub", "ternary-lut"].flatMap((name) =>
        calibrationDesigns()
          .filter(({ generator }) => generator === name)
          .slice(0, 1),
      );
      const known: number[] = [];
      const options = {
        technology,
        yosys: "embedded" as const,
        statistics: STANDARD_STATISTICS,
        workers: 1,
        cache: scratch.path("cache"),
        onProgress: ({ done, total, cached }: { done: number; total: number; cached: number }) => {
          if (done === total) known.push(cached / total);
        },
      };
      const primitives = await calibrateTechnology(options, designs);
      expect(await calibrateTechnology(options, designs)).toEqual(primitives);
      expect(known).toEqual([0, 1]);
      scratch.write("mine.json", serialiseTechnology({ ...technology, primitives }));
      expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ name: "mine", process: "130 nm" });
    },
    240 * SECONDS,
  );

  it(
    "is estimated with a workload and its memories, and synthesised",
    async () => {
      const parameters = { ...SMALL_DESIGN.parameters, inputs: 6912, outputs: 6912, shape: "runtime" };
      const large = scratch.write("large.json", { ...SMALL_DESIGN, parameters });
      const with_ = ["--technology", file, "--workload", "bitnet-b1.58-2b-4t", "--clock", "50"];
      const { metrics } = await tritforgeJson<{ metrics: Record<string, number> }>("estimate", large, ...with_);
      expect(metrics["systemEnergyPerTokenUj"]).toBeGreaterThan(metrics["energyPerTokenUj"] ?? Infinity);
      const small = scratch.write("small.json", SMALL_DESIGN);
      const { areaUm2 } = await tritforgeJson<{ areaUm2: number }>("synth", small, "--technology", file);
      expect(areaUm2).toBeGreaterThan(0);
    },
    240 * SECONDS,
  );

  it(
    "is swept",
    async () => {
      const space = {
        name: "small",
        technology: "asap7",
        workload: "bitnet-b1.58-2b-4t",
        clockMhz: 50,
        blocks: [
          {
            generator: "ternary-lut",
            parameters: {
              groupSize: [1, 2],
              tables: [2, 4],
              fetchers: 4,
              inputs: 6912,
              outputs: 6912,
              shape: "runtime",
              loopOrder: "output-stationary",
            },
          },
        ],
        objectives: [{ metric: "systemAreaUm2" }, { metric: "systemEnergyPerTokenUj" }],
      };
      const args = [scratch.write("space.json", space), "--technology", file, "--out", scratch.path("swept")];
      const { code, stderr, stdout } = await tritforge("sweep", ...args, "--workers", "1");
      expect(code, stderr).toBe(0);
      expect(stdout).toContain("4");
      expect(scratch.list("swept")).toContain("report.html");
    },
    240 * SECONDS,
  );
});
