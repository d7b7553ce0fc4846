import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import type { BreakdownRow, Design, Metrics } from "../../src/core/result.ts";
import { scratchFolder, SMALL_DESIGN, tritforge, tritforgeJson } from "../support/command-line.ts";
import { hasIcarus } from "../support/tools.ts";

const scratch = scratchFolder();
const DESIGN = scratch.write("design.json", SMALL_DESIGN);
const SECONDS = 1000;
const { version } = packageJson;

interface Area extends Design {
  readonly areaUm2: number;
  readonly modules: readonly { readonly name: string; readonly instances: number; readonly areaUm2Each: number }[];
  readonly cells: Readonly<Record<string, number>>;
  readonly tool: string;
  readonly script: string;
  readonly library: string;
}

describe("tritforge list, --version, --help", () => {
  it(
    "list --json has the parameters of every generator; --version and --help say what they should",
    async () => {
      interface Listed {
        readonly name: string;
        readonly summary: string;
        readonly parameters: readonly { readonly name: string; readonly default: number | string }[];
      }
      const [generators, text, versionText, help] = await Promise.all([
        tritforgeJson<Listed[]>("list"),
        tritforge("list"),
        tritforge("--version"),
        tritforge("--help"),
      ]);
      expect(generators.map(({ name }) => name)).toEqual(["ternary-lut", "add-sub", "multiplier", "synapse-update"]);
      expect(generators[0]?.parameters).toContainEqual(
        expect.objectContaining({ name: "groupSize", minimum: 1, maximum: 6, default: 3 }),
      );
      expect(text.stdout).toContain("an integer from 1 to 6");
      expect(versionText.stdout.trim()).toBe(version);
      const commands = ["list", "generate", "verify", "estimate", "synth", "sweep", "report", "tech"];
      for (const command of [...commands, "characterise [space]", "calibrate"])
        expect(help.stdout).toContain(`tritforge ${command}`);
    },
    30 * SECONDS,
  );
});

describe("tritforge estimate DESIGN.json --technology T", () => {
  it(
    "--json has metrics and a breakdown that sums to areaUm2; without --workload none per token",
    async () => {
      const { metrics, breakdown, ...design } = await tritforgeJson<
        Design & { readonly metrics: Metrics; readonly breakdown: readonly BreakdownRow[] }
      >("estimate", DESIGN, "--technology", "sky130hd");
      expect(design).toMatchObject({ generator: "ternary-lut", technology: "sky130hd" });
      expect(design.parameters).toMatchObject({ ...SMALL_DESIGN.parameters, tableStorage: "register" });
      // 2 tables of 2 inputs, 2 outputs: 8 MAC in each cycle. NAND2 of sky130hd: 3.7536 µm².
      expect(metrics["macsPerCycle"]).toBe(8);
      expect(metrics["ge"]).toBeCloseTo((metrics["areaUm2"] ?? 0) / 3.7536, 6);
      expect(metrics).not.toHaveProperty("latencyUs");
      const sum = breakdown.reduce((total, row) => total + row.areaUm2, 0);
      expect(sum).toBeCloseTo(metrics["areaUm2"] ?? 0, 6);
      for (const row of breakdown) expect(row.areaUm2).toBeCloseTo(row.instances * row.areaUm2Each, 6);
      expect(new Set(breakdown.map((row) => row.role))).toContain("fetch");
    },
    30 * SECONDS,
  );

  it(
    "--workload adds the metrics per token, or says why the design does not fit",
    async () => {
      const large = { ...SMALL_DESIGN, parameters: { ...SMALL_DESIGN.parameters, inputs: 6912, shape: "runtime" } };
      const args = ["--technology", "asap7", "--workload", "bitnet-b1.58-2b-4t"];
      const [fit, unfit] = await Promise.all([
        tritforgeJson<{ metrics: Metrics; unfit?: string }>("estimate", scratch.write("large.json", large), ...args),
        tritforgeJson<{ metrics: Metrics; unfit?: string }>("estimate", DESIGN, ...args),
      ]);
      expect(fit.metrics["latencyUs"]).toBeGreaterThan(0);
      expect(fit).not.toHaveProperty("unfit");
      expect(unfit.metrics).not.toHaveProperty("latencyUs");
      expect(unfit.unfit).toMatch(/needs \d+ inputs, design has 6/);
    },
    30 * SECONDS,
  );
});

describe("tritforge synth DESIGN.json", () => {
  it(
    "--json has the area, its modules, cells, tool, script and library",
    async () => {
      const kept = await tritforgeJson<Area>("synth", DESIGN, "--technology", "asap7");
      const sum = kept.modules.reduce((total, module) => total + module.instances * module.areaUm2Each, 0);
      expect(sum).toBeCloseTo(kept.areaUm2, 6);
      expect(kept.modules.map(({ name }) => name)).toContain("fetch_u2_w4_gated");
      expect(kept.cells["FAx1_ASAP7_75t_R"]).toBeGreaterThan(0);
      expect(kept.tool).toMatch(/^Yosys /);
      expect(kept.library).toContain("asap7");
      expect(kept.script).toContain("abc");
    },
    120 * SECONDS,
  );

  it(
    "--flatten has one module, and is no larger",
    async () => {
      const flat = await tritforgeJson<Area>("synth", DESIGN, "--flatten");
      expect(flat.modules).toHaveLength(1);
      expect(flat.modules[0]).toMatchObject({ instances: 1, areaUm2Each: flat.areaUm2 });
    },
    120 * SECONDS,
  );
});

describe("tritforge generate DESIGN.json --out DIR", () => {
  it(
    "writes rtl/, tb/, synth.ys and manifest.json, twice the same; Icarus passes the test bench",
    async () => {
      interface Manifest extends Design {
        readonly top: string;
        readonly rtl: readonly string[];
        readonly tool: { readonly name: string; readonly version: string };
      }
      const manifest = await tritforgeJson<Manifest>("generate", DESIGN, "--out", scratch.path("one/deep"));
      await tritforge("generate", DESIGN, "--out", scratch.path("two"));
      const files = scratch.list("two");
      expect(scratch.list("one/deep")).toEqual(files);
      expect(files).toEqual(
        [
          "manifest.json",
          "rtl",
          "synth.ys",
          "tb",
          "tb/act.hex",
          "tb/act_unknown.hex",
          "tb/key.hex",
          "tb/key_unknown.hex",
          "tb/out.hex",
          "tb/tb.v",
          ...manifest.rtl,
        ].toSorted(),
      );
      for (const file of [...manifest.rtl, "synth.ys", "manifest.json", "tb/tb.v", "tb/key.hex"])
        expect(readFileSync(scratch.path(`one/deep/${file}`), "utf8")).toBe(
          readFileSync(scratch.path(`two/${file}`), "utf8"),
        );
      const written: Manifest = JSON.parse(readFileSync(scratch.path("two/manifest.json"), "utf8"));
      expect(written).toMatchObject({ ...SMALL_DESIGN, tool: { name: "tritforge", version } });
      expect(written.top).toMatch(/^ternary_lut_int4_/);
      const top = readFileSync(scratch.path(`two/rtl/${written.top}.v`), "utf8");
      expect(top).toMatch(/^\/\/ SPDX-License-Identifier: Apache-2.0\n\/\/ .*tritforge/);
      expect(top).toContain("groupSize = 2");
      if (hasIcarus) {
        const rtl = written.rtl.map((file) => scratch.path(`two/${file}`));
        const tb = { cwd: scratch.path("two/tb"), encoding: "utf8" } as const;
        execFileSync("iverilog", ["-g2005", "-o", "../tb.vvp", "-s", "tb", "tb.v", ...rtl], tb);
        expect(execFileSync("vvp", ["-n", "../tb.vvp"], tb)).toMatch(/^PASS: 32 output beats of 16 products/m);
        expect(execFileSync("vvp", ["-n", "../tb.vvp", "+nostall"], tb)).toMatch(/^PASS/m);
      }
    },
    60 * SECONDS,
  );
});

describe("tritforge verify DESIGN.json", () => {
  it(
    "--json says what was compared, and repeats for a seed",
    async () => {
      const args = ["verify", DESIGN, "--vectors", "20", "--seed", "5"];
      const [one, two] = await Promise.all([tritforgeJson<Design>(...args), tritforge(...args)]);
      expect(one).toMatchObject({ simulator: "embedded", seed: 5, products: 20, beats: 40, passed: true });
      expect(two.stdout).toBe("embedded: 20 products, 40 output beats, seed 5: all equal to the golden model\n");
    },
    30 * SECONDS,
  );

  if (hasIcarus) {
    it(
      "--simulator icarus runs the printed Verilog",
      async () => {
        const result = await tritforgeJson<Design>("verify", DESIGN, "--simulator", "icarus", "--vectors", "12");
        expect(result).toMatchObject({ simulator: "icarus", products: 12, passed: true });
      },
      30 * SECONDS,
    );
  }
});

describe("tritforge tech list and show", () => {
  it(
    "--json has the built-in technologies with their licence, and the cells of one",
    async () => {
      interface Technology {
        readonly name: string;
        readonly licence: string;
        readonly cells: readonly { readonly name: string; readonly areaUm2: number }[];
      }
      const [list, shown] = await Promise.all([
        tritforgeJson<Technology[]>("tech", "list"),
        tritforgeJson<Technology>("tech", "show", "sg13g2"),
      ]);
      expect(list.map(({ name }) => name).toSorted()).toEqual(["asap7", "sg13g2", "sky130hd"]);
      expect(list.every(({ licence }) => /^(BSD-3-Clause|Apache-2\.0)$/.test(licence))).toBe(true);
      expect(shown.name).toBe("sg13g2");
      expect(shown.cells.every(({ areaUm2 }) => areaUm2 > 0)).toBe(true);
    },
    30 * SECONDS,
  );
});
