import { describe, expect, it } from "vitest";
import type { Metrics } from "../../src/core/result.ts";
import { scratchFolder, tritforge, tritforgeJson } from "../support/command-line.ts";

const scratch = scratchFolder();
const SECONDS = 1000;

interface Errors {
  readonly rms: number;
  readonly maximum: number;
}

interface Precision {
  readonly generator: string;
  readonly activation: string;
  readonly inputs: number;
  readonly sampledInputs: number;
  readonly keptBits?: number | null;
  readonly rows: readonly {
    readonly label: string;
    readonly arithmetic: { readonly kind: string; readonly keptBits?: number; readonly span?: string };
    readonly errors: { readonly gaussian: Errors; readonly heavyTailed: Errors };
  }[];
}

const design = (name: string, parameters: object): string =>
  scratch.write(`${name}.json`, { generator: "ternary-lut", parameters });

describe("tritforge precision", () => {
  it(
    "--json has native arithmetic with each accumulator, then aligned with 4 … 24 kept bits",
    async () => {
      const result = await tritforgeJson<Precision>("precision", "--activation", "bf16", "--inputs", "64");
      expect(result).toMatchObject({ generator: "ternary-lut", activation: "bf16", inputs: 64, sampledInputs: 64 });
      expect(result).not.toHaveProperty("keptBits");
      const kinds = result.rows.map(({ arithmetic }) => arithmetic.keptBits ?? arithmetic.kind);
      // bf16; fp32; fp32 with tables in it.
      expect(kinds).toEqual(["native", "native", "native", ...Array.from({ length: 21 }, (_, i) => 4 + i)]);
    },
    30 * SECONDS,
  );

  it(
    "--max-error finds the fewest kept bits: one fewer breaks the bound",
    async () => {
      const args = ["precision", "--inputs", "64", "--accumulator", "fp32", "--span", "vector"];
      const { keptBits, rows } = await tritforgeJson<Precision>(...args, "--max-error", "1e-3");
      const worst = (bits: number): number => {
        const row = rows.find(({ arithmetic }) => arithmetic.keptBits === bits);
        return Math.max(row?.errors.gaussian.rms ?? 0, row?.errors.heavyTailed.rms ?? 0);
      };
      expect(worst(keptBits ?? 0)).toBeLessThanOrEqual(1e-3);
      expect(worst((keptBits ?? 0) - 1)).toBeGreaterThan(1e-3);
      const text = await tritforge(...args, "--max-error", "1e-3");
      expect(text.stdout).toContain(
        `fewest kept bits with RMS errors of at most 0.001: aligned by vector, ${keptBits} bits (`,
      );
      expect(text.code).toBe(0);
    },
    30 * SECONDS,
  );

  it(
    "exits with 1 and one line if no number of kept bits meets the bound",
    async () => {
      const { code, errors, stdout } = await tritforge("precision", "--inputs", "64", "--max-error", "1e-6");
      expect(code).toBe(1);
      expect(errors).toEqual([
        expect.stringMatching(
          /^tritforge: no number of kept bits meets an RMS error of 0\.000001: .* --accumulator may/,
        ),
      ]);
      expect(stdout).toContain("aligned by tile, 24 bits");
    },
    30 * SECONDS,
  );

  it(
    "DESIGN.json is the first row, as stated; options say what instead, and leave that row out",
    async () => {
      const file = design("aligned", { activation: "fp16", arithmetic: "aligned", keptBits: 9, inputs: 40 });
      const [stated, changed] = await Promise.all([
        tritforgeJson<Precision>("precision", file),
        tritforgeJson<Precision>("precision", file, "--span", "vector"),
      ]);
      expect([stated.inputs, changed.inputs]).toEqual([40, 40]);
      expect(stated.rows[0]).toMatchObject({ label: "as stated: ", arithmetic: { keptBits: 9, span: "tile" } });
      expect(changed.rows).toHaveLength(stated.rows.length - 1);
      expect(changed.rows.at(-1)?.arithmetic).toMatchObject({ keptBits: 24, span: "vector" });
    },
    30 * SECONDS,
  );
});

describe("tritforge estimate DESIGN.json", () => {
  it(
    "--json has the errors of a floating-point design, the same as tritforge precision; none of an integer one",
    async () => {
      const stated = { activation: "fp16", arithmetic: "aligned", keptBits: 9, inputs: 40 };
      const [{ metrics }, integer, { rows }] = await Promise.all([
        tritforgeJson<{ metrics: Metrics }>("estimate", design("float", stated)),
        tritforgeJson<{ metrics: Metrics }>("estimate", design("integer", { inputs: 40 })),
        tritforgeJson<Precision>("precision", design("same", stated)),
      ]);
      const errors = rows[0]?.errors;
      expect(metrics).toMatchObject({
        errorRms: errors?.gaussian.rms,
        errorMax: errors?.gaussian.maximum,
        errorRmsHeavy: errors?.heavyTailed.rms,
        errorMaxHeavy: errors?.heavyTailed.maximum,
      });
      expect(integer.metrics).not.toHaveProperty("errorRms");
    },
    60 * SECONDS,
  );
});
