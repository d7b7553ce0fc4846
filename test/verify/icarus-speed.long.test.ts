import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { ternaryLut } from "../../generators/ternary-lut/index.ts";
import { rtlPackage } from "../../src/verify/rtl-package.ts";
import { parametersOf } from "../support/random-design.ts";
import { hasIcarus } from "../support/tools.ts";

/** Seconds of processor that vvp takes for the test bench of a design. */
function simulated(files: Readonly<Record<string, string>>): number {
  const folder = mkdtempSync(join(tmpdir(), "tritforge-icarus-speed-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const cwd = join(folder, "tb");
    const script = "iverilog -g2005 -o tb.vvp -s tb tb.v ../rtl/*.v || exit 1\nTIMEFORMAT=%U\ntime vvp -n tb.vvp 2>&1";
    const output = execFileSync("bash", ["-c", `{ ${script}\n} 2>&1`], { cwd, encoding: "utf8" });
    expect(output).toContain("PASS");
    return Number(output.trim().split("\n").at(-1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (hasIcarus) {
  describe("Icarus Verilog, on rtlPackage(design)", () => {
    it("puts a wide table together once for each group: with assignments it takes more than twice as long", () => {
      const changes = { groupSize: 5, tables: 5, fetchers: 2, tableStorage: "combinational" };
      const parameters = parametersOf(ternaryLut, changes);
      const { files } = rtlPackage({ generator: "ternary-lut", parameters }, ternaryLut, { count: 2, seed: 1 });
      const assigned = Object.entries(files).map(([name, text]): [string, string] => [
        name,
        text.replaceAll("always @* ", "assign ").replaceAll("output reg ", "output wire"),
      ]);
      expect(simulated(Object.fromEntries(assigned)) / simulated(files)).toBeGreaterThan(2);
    }, 120_000);
  });
}
