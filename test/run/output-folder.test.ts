import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { paretoCsv, pointsCsvHeader, pointsCsvRow } from "../../reports/csv.ts";
import { InputError } from "../../src/core/errors.ts";
import { jsonText } from "../../src/explore/json-text.ts";
import { OutputFolder } from "../../src/run/output-folder.ts";
import { runSweepToFolder } from "../../src/explore/sweep-files.ts";
import { OPTIONS, spaceOf } from "../explore/fake-sweep.ts";

let base = "";
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "store-"));
});
afterEach(() => rmSync(base, { recursive: true }));

const CSV = { paretoCsv, pointsCsvHeader, pointsCsvRow };
const SPACE = spaceOf([{ generator: "plain", parameters: { tileInputs: [1, 2, 3], inputs: [64, 128] } }]);

describe("OutputFolder", () => {
  it("shows no file before commit, and all of them after", () => {
    const folder = OutputFolder.prepare(join(base, "a", "b"));
    folder.append("x.txt", "one ");
    folder.append("x.txt", "two");
    folder.append("y.txt", "three");
    expect(readdirSync(folder.directory).filter((name) => !name.startsWith("."))).toEqual([]);
    folder.commit();
    expect(readdirSync(folder.directory)).toEqual(["x.txt", "y.txt"]);
    expect(readFileSync(join(folder.directory, "x.txt"), "utf8")).toBe("one two");
  });

  it("leaves everything as it was after discard", () => {
    const folder = OutputFolder.prepare(join(base, "a", "b"));
    folder.append("x.txt", "one");
    folder.discard();
    expect(readdirSync(base)).toEqual([]);
  });

  it("keeps a folder that was there before, and its files, after discard", () => {
    writeFileSync(join(base, "x.txt"), "old");
    const folder = OutputFolder.prepare(base);
    folder.append("x.txt", "new");
    folder.discard();
    expect(readFileSync(join(base, "x.txt"), "utf8")).toBe("old");
  });

  it("throws InputError when a file stands where the folder should be", () => {
    writeFileSync(join(base, "file"), "");
    expect(() => OutputFolder.prepare(join(base, "file"))).toThrow(InputError);
    expect(() => OutputFolder.prepare(join(base, "file", "deeper"))).toThrow(
      /expected a folder that can be written to/,
    );
  });
});

describe("runSweepToFolder(space, options)", () => {
  it("writes manifest, front and, on request, every point", async () => {
    const directory = join(base, "out");
    const { manifest, pareto } = await runSweepToFolder(SPACE, {
      ...OPTIONS,
      directory,
      csv: CSV,
      writesPoints: true,
      moreFiles: () => ({ "report.html": "<p>" }),
    });
    expect(readdirSync(directory)).toEqual(["manifest.json", "pareto.csv", "pareto.json", "points.csv", "report.html"]);
    expect(JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"))).toEqual(manifest);
    expect(JSON.parse(readFileSync(join(directory, "pareto.json"), "utf8"))).toEqual(pareto);
    const lines = readFileSync(join(directory, "points.csv"), "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(1 + manifest.counts.total);
    expect(lines[0]).toMatch(/^index,generator,status,reason,tileInputs,tileOutputs,inputs,outputs,areaUm2,/);
    expect(lines[1]).toMatch(/^0,plain,infeasible,"layer down needs 100 inputs, design has 64",1,8,64,64,/);
  });

  it("leaves nothing behind when the sweep breaks", async () => {
    const directory = join(base, "out");
    const broken = runSweepToFolder(SPACE, {
      ...OPTIONS,
      directory,
      csv: CSV,
      writesPoints: true,
      finishPick: () => Promise.reject(new Error("stop")),
    });
    await expect(broken).rejects.toThrow("stop");
    expect(existsSync(directory)).toBe(false);
  });

  it("rejects before any work when the folder cannot be made", async () => {
    mkdirSync(join(base, "a"));
    writeFileSync(join(base, "a", "file"), "");
    let worked = false;
    const sweep = runSweepToFolder(SPACE, {
      ...OPTIONS,
      directory: join(base, "a", "file"),
      csv: CSV,
      onProgress: () => (worked = true),
    });
    await expect(sweep).rejects.toThrow(InputError);
    expect(worked).toBe(false);
  });
});

describe("jsonText(value, levels)", () => {
  it("indents the outer levels and puts the rest on one line", () => {
    const text = jsonText({ a: [{ b: 1, c: [2, 3] }, {}], d: "x", e: [], f: undefined }, 2);
    expect(text).toBe('{\n  "a": [\n    {"b":1,"c":[2,3]},\n    {}\n  ],\n  "d": "x",\n  "e": []\n}\n');
  });

  it("is the same as JSON.stringify(value, null, 2) for all levels", () => {
    const value = { a: [1, { b: null }], c: { d: [] } };
    expect(jsonText(value, Infinity)).toBe(`${JSON.stringify(value, null, 2)}\n`);
  });
});
