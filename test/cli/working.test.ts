import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { scratchFolder, SMALL_DESIGN } from "../support/command-line.ts";

const TYPESCRIPT = new URL("../faults/typescript.mjs", import.meta.url).href;
const SCRIPT = fileURLToPath(new URL("./working-script.ts", import.meta.url));
const CLI = fileURLToPath(new URL("../../src/cli/tritforge.mjs", import.meta.url));
const SECONDS = 1000;

/** Runs the script, which says something after 0.3 s and every 0.3 s from there on. */
function run(...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--import", TYPESCRIPT, SCRIPT, ...args], {
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  expect(stdout).toBe("done");
  return stderr;
}

describe("working(text, work)", { timeout: 60 * SECONDS }, () => {
  it("says nothing of work that is short", () => {
    expect(run("10", "computing")).toBe("");
    expect(run("10", "computing", "terminal")).toBe("");
  });

  it("says what is done and for how long while the thread computes, a line each in a log file", () => {
    const lines = run("3500", "computing").trimEnd().split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(2);
    const seconds = lines.map((line) => Number(/^working on it, (\d+) s$/.exec(line)?.[1]));
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    expect(seconds.at(-1)).toBeGreaterThanOrEqual(1);
    expect(seconds.at(-1)).toBeLessThanOrEqual(3);
  });

  it("says it, too, while the thread waits", () => {
    expect(run("2000", "waiting")).toMatch(/^(working on it, \d s\n)+$/);
  });

  it("says the stage that it is in", () => {
    expect(run("2000", "stages")).toMatch(/^(working on it, \d s\n)+(working on more, \d s\n)+$/);
  });

  it("has one line on a terminal, and takes it away", () => {
    const said = run("2000", "computing", "terminal").replaceAll("\r\u001B[K", "|");
    expect(said).toMatch(/^(\|working on it, \d s)+\|$/);
  });
});

describe("tritforge verify of much", { timeout: 120 * SECONDS }, () => {
  const scratch = scratchFolder();

  it("says after a second what it does; stdout has the document alone", () => {
    const design = scratch.write("design.json", SMALL_DESIGN);
    const args = [CLI, "verify", design, "--vectors", "400000", "--json"];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^(simulating 400000 products in embedded, \d+ s\n)+$/);
    expect(JSON.parse(stdout)).toMatchObject({ passed: true });
  });
});
