import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hasSimulator } from "../../src/verify/bench/run-bench.ts";
import { scratchFolder, SMALL_DESIGN, tritforge, tritforgeJson } from "../support/command-line.ts";

const scratch = scratchFolder();
const SECONDS = 1000;
const UNIT = scratch.write("unit.json", {
  generator: "synapse-update",
  parameters: { rows: 2, columns: 2, lanes: 1, xBits: 2, deltaBits: 2, rounding: "round", maxPulses: 1, widthBits: 1 },
});
const CORE = scratch.write("core.json", SMALL_DESIGN);
const hasIcarus = await hasSimulator("icarus");

describe("commands that take a core", () => {
  it.each([
    ["precision", ["precision", UNIT], /: precision is that of floating-point sums$/],
    [
      "estimate --workload",
      ["estimate", UNIT, "--workload", "bitnet-b1.58-2b-4t"],
      /: a workload is made of matrix products$/,
    ],
  ])(
    "%s refuses an update unit in one line",
    async (_, args, reason) => {
      const { code, errors } = await tritforge(...args);
      expect(code).toBe(2);
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatch(
        /unit\.json: \/generator: got synapse-update, an update unit, expected a core \(ternary-lut, add-sub, multiplier\)/,
      );
      expect(errors[0]).toMatch(reason);
    },
    30 * SECONDS,
  );
});

describe("tritforge prove DESIGN.json", () => {
  it(
    "refuses a core in one line",
    async () => {
      const { code, errors } = await tritforge("prove", CORE);
      expect(code).toBe(2);
      expect(errors).toEqual([
        expect.stringMatching(
          /core\.json: \/generator: got ternary-lut, a core, expected an update unit \(synapse-update\): the properties are those of pulses$/,
        ),
      ]);
    },
    30 * SECONDS,
  );

  it(
    "prints each property, the instance, and the result",
    async () => {
      const { code, stdout } = await tritforge("prove", UNIT);
      expect(stdout).toMatch(/^the design itself:$/m);
      for (const name of ["overlap", "length", "rows", "start", "done"])
        expect(stdout).toMatch(new RegExp(`^${name}\\s+proved\\s`, "m"));
      expect(code).toBe(0);
    },
    150 * SECONDS,
  );
});

describe("tritforge verify DESIGN.json of an update unit", () => {
  it(
    "says how many operations and slots were compared",
    async () => {
      const { stdout } = await tritforge("verify", UNIT, "--vectors", "40");
      expect(stdout).toMatch(
        /^embedded: 40 update operations, \d+ slots of pulses, seed 1: all equal to the golden model$/m,
      );
      const result = await tritforgeJson<object>("verify", UNIT, "--vectors", "10");
      expect(result).toMatchObject({ simulator: "embedded", operations: 10, passed: true });
    },
    30 * SECONDS,
  );
});

describe.skipIf(!hasIcarus)("tritforge generate DESIGN.json --out DIR of an update unit", () => {
  it(
    "writes a test bench that passes in Icarus, with and without stalls",
    async () => {
      await tritforge("generate", UNIT, "--out", scratch.path("unit"));
      const manifest = JSON.parse(readFileSync(scratch.path("unit/manifest.json"), "utf8"));
      expect(manifest.testbench).toEqual({ file: "tb/tb.v", operations: 16, seed: 1 });
      const rtl: string[] = manifest.rtl.map((file: string) => scratch.path(`unit/${file}`));
      const tb = { cwd: scratch.path("unit/tb"), encoding: "utf8" } as const;
      execFileSync("iverilog", ["-g2005", "-o", "../tb.vvp", "-s", "tb", "tb.v", ...rtl], tb);
      expect(execFileSync("vvp", ["-n", "../tb.vvp"], tb)).toMatch(/^PASS: \d+ slots of 16 operations/m);
      expect(execFileSync("vvp", ["-n", "../tb.vvp", "+nostall"], tb)).toMatch(/^PASS/m);
    },
    60 * SECONDS,
  );
});
