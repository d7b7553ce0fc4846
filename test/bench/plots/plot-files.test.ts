import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { betweenMarkers } from "./between-markers.ts";
import { readMeasured } from "./measured.ts";
import { performanceTable } from "./performance-table.ts";
import { MEASURED, PAGE, plotFiles } from "./plot-files.ts";
import { SAMPLE } from "./sample.ts";
import { SIZES, spaceOfSize } from "./spaces.ts";
import { GENERATORS } from "../../../generators/registry.ts";
import { pointsOf } from "../../../src/config/points.ts";
import { USUAL } from "../explore-space.ts";

const inDocs = (name: string): string => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));

describe("betweenMarkers(page, name, text)", () => {
  it("puts text in place of what stands between, and leaves the rest", () => {
    const page = "# A\n\n<!-- x -->\n\nold\n\n<!-- /x -->\n\nrest\n";
    expect(betweenMarkers(page, "x", "new")).toBe("# A\n\n<!-- x -->\n\nnew\n\n<!-- /x -->\n\nrest\n");
    expect(betweenMarkers(betweenMarkers(page, "x", "$&"), "x", "new")).toBe(betweenMarkers(page, "x", "new"));
  });

  it.each(["", "<!-- x -->", "<!-- /x --> <!-- x -->", "<!-- x --> <!-- x --> <!-- /x -->"])(
    "throws where a marker is missing, is there twice or in the wrong order: %s",
    (page) => {
      expect(() => betweenMarkers(page, "x", "new")).toThrow("page: got no one <!-- x --> before one <!-- /x -->");
    },
  );
});

const TWO_SECONDS = { seconds: 2.048, peakMiB: 200 };

describe("performanceTable(measured)", () => {
  it("has a row for each figure, beside what is wanted", () => {
    const sizes = [...SAMPLE.sizes, { ...SAMPLE.sizes[0]!, designs: 10_240_000, rows: TWO_SECONDS }];
    const cells = performanceTable({ ...SAMPLE, sizes })
      .split("\n")
      .slice(2)
      .map((row) => row.split("|").map((cell) => cell.trim()));
    expect(cells.map(([, , figure, wanted]) => [figure, wanted])).toEqual([
      ["9.83 s", "25 s"],
      ["12.3 s (1.25 times)", "1.9 times"],
      ["2.46 s", "2 s"],
      ["1.00 M/s", "–"],
      ["1.00 M/s", "–"],
      ["2.00 M/s", "–"],
      ["4.00 M/s", "–"],
      ["5.00 M/s", "20 M/s"],
      ["400 times", "–"],
      ["20.0 M/s", "10 M/s"],
      ["10.0 M/s", "10 M/s"],
      ["0.300 (3.00 of 10.0 M/s)", "0.5"],
      ["50.0 M/s", "20 M/s"],
    ]);
  });

  it("has time and memory of a hundred million designs where they were measured", () => {
    const [size] = SAMPLE.sizes;
    if (size === undefined) throw new Error("no sizes");
    const large = { ...size, designs: 102_400_000 };
    const table = performanceTable({ ...SAMPLE, sizes: [...SAMPLE.sizes, large] });
    expect(table).toMatch(/102 400 000 designs, whole sweep, .*\| +0\.0250 s, 400 MiB +\| +10 s, 1024 MiB/);
    expect(table).toMatch(/the same, 1 worker +\| +0\.0500 s \(2\.00 times\) +\| +1\.9 times/);
  });
});

describe("spaceOfSize(asked, size)", () => {
  it("has 2.4 % more designs than it says", () => {
    expect(SIZES.map((size) => pointsOf(spaceOfSize(USUAL, size), GENERATORS).count)).toEqual(
      [1e4, 1e5, 1e6, 1e7, 1e8].map((size) => 1.024 * size),
    );
  });
});

describe("the files of docs that `npm run bench -- plots` wrote", () => {
  it("are what follows from the numbers beside them", async () => {
    const page = readFileSync(inDocs(PAGE), "utf8");
    const files = await plotFiles(readMeasured(inDocs(MEASURED)), page);
    const stored = Object.keys(files).map((name) => [
      name,
      existsSync(inDocs(name)) ? readFileSync(inDocs(name), "utf8") : "",
    ]);
    expect(files).toEqual(Object.fromEntries(stored));
  });
});
