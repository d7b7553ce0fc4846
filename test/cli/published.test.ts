import { describe, expect, it } from "vitest";
import { tritforge, tritforgeJson } from "../support/command-line.ts";

const SECONDS = 1000;

describe("tritforge published list", () => {
  it("has a row a design, by group, and empty cells for what is not known", async () => {
    const { stdout } = await tritforge("published", "list");
    expect(stdout).toMatch(/^ {2}platinum +2025 +ternary-tables +28 +500 +0\.96 +1534 +5$/m);
    expect(stdout).toMatch(/^ {2}slim-llama +2025 +28 +25, 200 +20\.25 +4\.69, 82\.07 +4920$/m);
    const lines = stdout.split("\n");
    expect(lines.indexOf("tables of activation sums")).toBeLessThan(lines.findIndex((line) => /^ {2}tenet/.test(line)));
    expect(lines.findIndex((line) => /^ {2}tenet/.test(line))).toBeLessThan(
      lines.indexOf("ternary weights, no tables"),
    );
  });

  it("--json has every value with trust and source", async () => {
    const designs = await tritforgeJson<{ name: string; facts: readonly object[] }[]>("published", "list");
    expect(designs).toHaveLength(39);
    expect(designs.find(({ name }) => name === "tenet")?.facts).toContainEqual({
      of: "groupSize",
      value: 2,
      trust: "inferred",
      source: "a 2-bit index of 4 stored values and a sign",
    });
  });
});

describe("tritforge published show NAME", () => {
  it("has each value with trust and source, and what is missing", async () => {
    const { stdout } = await tritforge("published", "show", "tenet");
    expect(stdout).toMatch(/^ {2}clock \[MHz\] +500 +secondary +a review of the paper$/m);
    expect(stdout).toMatch(/^not known: venue, .*area, .*L, tables, K, fetchers of a table/m);
    const { missing } = await tritforgeJson<{ missing: readonly string[] }>("published", "show", "tenet");
    expect(missing).toEqual(expect.arrayContaining(["areaMm2", "powerMw", "tables", "fetchers"]));
    expect(missing).not.toContain("clockMhz");
  });

  it("has the points of a publication", async () => {
    const { stdout } = await tritforge("published", "show", "ternary-lut-dse");
    expect(stdout).toContain("32×32, fp16, sign flip, in place of the above:");
    expect(stdout).toMatch(/^ {2}area \[mm²\] +0\.197 +secondary +Table IV/m);
  });

  it("refuses an unknown name, and names what was probably meant", async () => {
    const { code, errors } = await tritforge("published", "show", "platinium");
    expect(code).toBe(2);
    expect(errors).toEqual([
      expect.stringMatching(/^tritforge: name: got "platinium", expected one of .*"platinum"\?\)$/),
    ]);
  });
});

describe("tritforge published compare [NAME...]", () => {
  it("tells why designs cannot be built", async () => {
    const { code, stdout } = await tritforge("published", "compare", "platinum", "lut-tensor-core", "figna", "eva");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^platinum +not stated: activations$/m);
    expect(stdout).toMatch(/^lut-tensor-core +bit-plane-tables: no generator here builds that$/m);
    expect(stdout).toMatch(/^figna +not stated: architecture$/m);
    expect(stdout).not.toContain("area factor");
  });

  it("has a line for each thing that is wrong", async () => {
    const { code, errors } = await tritforge("published", "compare", "tennet", "nobody-knows", "--technology", "asap8");
    expect(code).toBe(2);
    expect(errors).toEqual([
      expect.stringContaining('name: got "tennet"'),
      expect.stringContaining('name: got "nobody-knows"'),
      expect.stringContaining("asap8"),
    ]);
    const clock = await tritforge("published", "compare", "tenet", "--clock", "0");
    expect(clock.errors).toEqual([expect.stringContaining("--clock: got 0")]);
    const both = await tritforge("published", "compare", "figna", "--json", "--markdown");
    expect(both.errors).toEqual([expect.stringContaining("--markdown: got --json too")]);
  });

  it(
    "--markdown opens with the command that prints the page",
    async () => {
      const { stdout } = await tritforge("published", "compare", "figna", "--markdown", "--clock", "250");
      expect(stdout.split("\n").slice(0, 5)).toEqual([
        "# Published designs, at their own parameters",
        "",
        "```",
        "npx tritforge published compare figna --clock 250 --markdown",
        "```",
      ]);
    },
    30 * SECONDS,
  );
});

describe("tritforge published", () => {
  it("alone, or with another word, names its commands", async () => {
    expect((await tritforge("published")).errors).toEqual([expect.stringContaining("list, show, compare")]);
    expect((await tritforge("published", "lst")).errors).toEqual([
      'tritforge: published: got "lst", expected one of list, show, compare (did you mean "list"?)',
    ]);
  });
});
