import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadPublished, publishedNames } from "../../models/published/index.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { comparisonPage } from "../../src/cli/published-compare-text.ts";
import { comparePublished } from "../../src/reproduce/published/compare.ts";
import { readingsOf } from "../../src/reproduce/published/readings.ts";

const SECONDS = 1000;
const COMMAND = "npx tritforge published compare --markdown";
const page = readFileSync(new URL("../../docs/published.md", import.meta.url), "utf8");

/** Rows of the tables of a page as cells. */
function rowsOf(text: string): readonly string[] {
  const rows = text.split("\n").filter((line) => line.startsWith("|"));
  return rows.map((row) => row.replaceAll("\u00a0", " ").replaceAll(/ +/g, " "));
}

describe("docs/published.md", () => {
  it("has the command that prints it on top", () => {
    expect(page.startsWith(`# Published designs, at their own parameters\n\n\`\`\`\n${COMMAND}\n\`\`\`\n`)).toBe(true);
  });

  it("has every design, once: built, or why not", () => {
    const isBuilt = (name: string): boolean => Array.isArray(readingsOf(loadPublished(name)));
    const [built, refused] = page.split("## What cannot be built");
    for (const name of publishedNames()) {
      const found = [built, refused].map((part) => rowsOf(part ?? "").some((row) => row.startsWith(`| ${name} |`)));
      expect(found, name).toEqual([isBuilt(name), !isBuilt(name)]);
    }
  });

  it(
    "has the rows that are printed of one circuit, and of all that cannot be built",
    () => {
      // One of the circuits: all of them take too long for a test.
      const design = loadPublished("ternary-lut-dse");
      const facts = design.facts.map((fact) => (fact.of === "groupSize" ? { ...fact, value: 3 } : fact));
      const [point] = design.points ?? [];
      if (point === undefined) throw new Error("no point");
      const unbuilt = publishedNames()
        .map((name) => loadPublished(name))
        .filter((each) => !Array.isArray(readingsOf(each)));
      const designs = [{ ...design, facts, points: [point] }, ...unbuilt];
      const printed = rowsOf(comparisonPage(comparePublished(designs, loadTechnology("asap7"), 500), COMMAND));
      const numbers = printed.filter((row) => row.includes("…") && row.includes("×"));
      expect(numbers.length).toBeGreaterThanOrEqual(2);
      const wanted = [
        ...numbers.filter((row) => !row.startsWith("| ternary-lut-dse |")),
        ...printed.slice(-unbuilt.length),
      ];
      for (const row of wanted) expect(rowsOf(page)).toContain(row);
    },
    120 * SECONDS,
  );
});
