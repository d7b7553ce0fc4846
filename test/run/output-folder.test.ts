import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { InputError } from "../../src/core/errors.ts";
import { jsonText } from "../../src/explore/json-text.ts";
import { OutputFolder } from "../../src/run/output-folder.ts";
import { filesBelow } from "../../src/run/publish.ts";
import { runSweepToFolder } from "../../src/explore/sweep-files.ts";
import { OPTIONS, spaceOf } from "../explore/fake-sweep.ts";

let base = "";
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "store-"));
});
afterEach(() => rmSync(base, { recursive: true }));

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

  it("keeps a working file, hidden, over runs without a result, and removes it with the first that has one", () => {
    const directory = join(base, "a");
    const begin = (): { readonly folder: OutputFolder; readonly file: string } => {
      const folder = OutputFolder.prepare(directory);
      return { folder, file: folder.workingFile("notes") };
    };
    const first = begin();
    writeFileSync(first.file, "so far");
    first.folder.discard();
    expect(readdirSync(directory)).toEqual([".tritforge.notes"]);
    const second = begin();
    expect(readFileSync(second.file, "utf8")).toBe("so far");
    second.folder.append("x.txt", "done");
    second.folder.commit();
    expect(readdirSync(directory)).toEqual(["x.txt"]);
  });

  /** Commits a result of ours of a sweep. */
  function sweepResult(directory: string, others: readonly string[]): void {
    const folder = OutputFolder.prepare(directory);
    folder.append("manifest.json", JSON.stringify({ tool: { name: "tritforge" }, objectives: [] }));
    for (const name of others) folder.append(name, name);
    folder.commit();
  }

  it("removes files of an earlier result that the new one has not, and no file of the user", () => {
    const design = JSON.stringify({
      tool: { name: "tritforge" },
      rtl: ["rtl/top.v", "../../precious.v", "rtl/../x.v"],
    });
    writeFileSync(join(base, "precious.v"), "mine");
    const directory = join(base, "a", "b");
    sweepResult(directory, ["points.csv", "designs/knee/rtl/top.v", "designs/knee/design.json"]);
    writeFileSync(join(directory, "designs/knee/manifest.json"), design);
    writeFileSync(join(directory, "designs/knee/rtl/mine.v"), "mine");
    writeFileSync(join(directory, "notes.txt"), "mine");
    sweepResult(directory, ["pareto.json"]);
    expect(filesBelow(directory)).toEqual(["designs/knee/rtl/mine.v", "manifest.json", "notes.txt", "pareto.json"]);
    expect(readFileSync(join(base, "precious.v"), "utf8")).toBe("mine");
  });

  it("removes nothing from a folder that holds no result of ours", () => {
    for (const name of ["manifest.json", "points.csv", "report.html"]) writeFileSync(join(base, name), "{}");
    const folder = OutputFolder.prepare(base);
    folder.append("pareto.json", "new");
    folder.commit();
    expect(filesBelow(base)).toEqual(["manifest.json", "pareto.json", "points.csv", "report.html"]);
  });

  it('keeps the other files of a result with commit("kept")', () => {
    sweepResult(join(base, "a"), ["points.csv"]);
    const folder = OutputFolder.prepare(join(base, "a"));
    folder.append("report.html", "new");
    folder.commit("kept");
    expect(filesBelow(join(base, "a"))).toEqual(["manifest.json", "points.csv", "report.html"]);
  });

  it("throws InputError, and changes nothing, when a folder of the user is in the way of a file", () => {
    mkdirSync(join(base, "x.txt"));
    writeFileSync(join(base, "x.txt", "mine"), "");
    const folder = OutputFolder.prepare(base);
    folder.append("a.txt", "new");
    folder.append("x.txt", "new");
    expect(() => folder.commit()).toThrow(`${join(base, "x.txt")}: got a folder, expected a place for a file`);
    folder.discard();
    expect(filesBelow(base)).toEqual(["x.txt/mine"]);
  });

  it.each(["../x", "a/../x", "/x", "", "a//b", ".tritforge.lock"])("refuses to write %j", (name) => {
    const folder = OutputFolder.prepare(base);
    expect(() => folder.append(name, "")).toThrow("internal: a result cannot have the file");
    folder.discard();
  });

  it("refuses a second writer, in the same process too, and leaves the first alone", () => {
    const first = OutputFolder.prepare(base);
    first.append("x.txt", "one");
    expect(() => OutputFolder.prepare(base)).toThrow(`got a folder in use by process ${process.pid} on `);
    first.commit();
    expect(filesBelow(base)).toEqual(["x.txt"]);
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
      writesPoints: true,
    });
    expect(readdirSync(directory)).toEqual([
      "designs",
      "manifest.json",
      "pareto.csv",
      "pareto.json",
      "points.csv",
      "report.html",
    ]);
    expect(JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"))).toEqual(manifest);
    expect(JSON.parse(readFileSync(join(directory, "pareto.json"), "utf8"))).toEqual(pareto);
    const lines = readFileSync(join(directory, "points.csv"), "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(1 + manifest.counts.total);
    expect(lines[0]).toMatch(/^index,generator,status,reason,tileInputs,tileOutputs,inputs,outputs,areaUm2,/);
    expect(lines[1]).toMatch(/^0,plain,infeasible,"layer down needs 100 inputs, design has 64",1,8,64,64,/);
  });

  it("leaves nothing behind when the sweep breaks, but the log of what was explored", async () => {
    const directory = join(base, "out");
    const broken = runSweepToFolder(SPACE, {
      ...OPTIONS,
      directory,
      writesPoints: true,
      finish: {
        yosys: "embedded",
        onStage: () => undefined,
        findGenerator: () => {
          throw new Error("stop");
        },
      },
    });
    await expect(broken).rejects.toThrow("stop");
    expect(readdirSync(directory)).toEqual([expect.stringMatching(/^\.tritforge\.chunks-[\d.]+-[0-9a-f]{32}$/)]);
  });

  it("rejects before any work when the folder cannot be made", async () => {
    mkdirSync(join(base, "a"));
    writeFileSync(join(base, "a", "file"), "");
    let worked = false;
    const sweep = runSweepToFolder(SPACE, {
      ...OPTIONS,
      directory: join(base, "a", "file"),
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
