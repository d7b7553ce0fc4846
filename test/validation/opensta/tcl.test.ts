import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openStaVersion } from "./engine.ts";
import { printTcl } from "./tcl.ts";

const folder = mkdtempSync(join(tmpdir(), "tritforge-tcl-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Texts that a Tcl without quotes would run, expand or split. */
const HOSTILE = [
  "x;exec touch X",
  "[exec touch X]",
  "$env(HOME)",
  '"; exec touch X',
  "]]; exec touch X",
  "a b",
  "#x",
  "",
  "ä",
];

describe("printTcl(commands)", () => {
  it("prints one command a line; plain words stay bare", () => {
    const clock = { of: ["get_ports", "clk"] } as const;
    expect(printTcl([["create_clock", "-name", "clk", "-period", 1.5, clock], ["exit"]])).toBe(
      "create_clock -name clk -period 1.5 [get_ports clk]\nexit\n",
    );
  });

  it.each(HOSTILE)("puts %j into braces, in which Tcl reads nothing", (text) => {
    expect(printTcl([["puts", text]])).toBe(`puts {${text}}\n`);
  });

  it.each(["{", "}", "a\\", "a\nexec touch X", "a\u2028b", "} ; exec touch X ; {"])("refuses %j", (text) => {
    expect(() => printTcl([["puts", text]])).toThrow(/^Tcl: got ".*", expected a word without braces/);
  });

  it.each([NaN, Infinity])("refuses the number %d", (value) => {
    expect(() => printTcl([["set_load", value]])).toThrow(`Tcl: got ${value}, expected a finite number`);
  });

  it.skipIf(openStaVersion() === undefined)("gives OpenSTA's Tcl every text as it is, and runs none of them", () => {
    const words = HOSTILE.filter((text) => text !== "ä");
    const script = join(folder, "script.tcl");
    writeFileSync(script, printTcl([...words.map((text) => ["puts", `<${text}>`] as const), ["exit"]]));
    const { stdout } = spawnSync("sta", ["-no_splash", "-exit", script], { cwd: folder, encoding: "utf8" });
    for (const text of words) expect(stdout).toContain(`<${text}>`);
    expect(existsSync(join(folder, "X"))).toBe(false);
  });
});
