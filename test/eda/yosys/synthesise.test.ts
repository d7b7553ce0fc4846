import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { writeLiberty } from "../../../src/eda/liberty/index.ts";
import { file, name, pass, runSynthesis, runYosys, synthesise, type Argument } from "../../../src/eda/yosys/index.ts";
import { BUILT_IN, loadTechnology } from "../../../models/technology/index.ts";
import { adderTree, CORE, LEAVES } from "./samples.ts";

const SECONDS = 1000;

function hasNative(): boolean {
  return spawnSync("yosys", ["-V"]).status === 0;
}

/** Proves with Yosys's SAT solver that the mapped cells, as their Liberty functions say, do what the source says. */
async function prove(
  library: string,
  verilog: string,
  top: string,
  hierarchy: "keep" | "flatten",
  sat: readonly Argument[],
) {
  const technology = loadTechnology(library);
  const run = await runSynthesis({
    verilog: { "d.v": verilog },
    top,
    technology,
    hierarchy,
    yosys: "embedded",
  });
  const script = [
    pass("read_verilog", file("d.v")),
    pass("prep", "-top", name(top), "-flatten"),
    pass("memory_map"),
    pass("opt", "-full"),
    pass("rename", name(top), "gold"),
    pass("design", "-stash", "gold"),
    pass("read_liberty", "-ignore_miss_func", file("cells.lib")),
    pass("read_verilog", file("mapped.v")),
    pass("hierarchy", "-top", name(top)),
    pass("proc"),
    pass("flatten"),
    pass("opt"),
    pass("rename", name(top), "gate"),
    pass("design", "-copy-from", "gold", "-as", "gold", "gold"),
    pass("miter", "-equiv", "-flatten", "-make_outputs", "gold", "gate", "miter"),
    pass("hierarchy", "-top", "miter"),
    pass("sat", "-verify", "-prove", "trigger", 0, ...sat, "miter"),
  ];
  const files = { "d.v": verilog, "mapped.v": run.mappedVerilog, "cells.lib": writeLiberty(technology) };
  const { stdout } = await runYosys("embedded", script, files);
  expect(stdout).toContain("SAT proof finished - no model found: SUCCESS!");
  return run.result;
}

describe("synthesise({ verilog, top, technology }) with embedded Yosys", () => {
  it.each(BUILT_IN)(
    "maps an adder tree to cells of %s that compute the same",
    async (name) => {
      const result = await prove(name, adderTree(6, 3) + LEAVES, "tree", "flatten", []);
      expect(result.modules.map((module) => module.name)).toEqual(["tree"]);
    },
    120 * SECONDS,
  );

  it.each(BUILT_IN)(
    "maps registers, resets, enables and a memory to cells of %s that behave the same from reset on",
    async (name) => {
      // Every word is written and every register reset in the first four cycles, from any state before.
      const at = (cycle: number, port: string, value: number): readonly Argument[] => ["-set-at", cycle, port, value];
      const writes = [0, 1, 2, 3].flatMap((word) => [...at(word + 1, "in_en", 1), ...at(word + 1, "in_wa", word)]);
      const sat = ["-seq", 8, ...writes, ...at(3, "in_rst", 1), ...at(4, "in_rst", 1), "-prove-skip", 4];
      await prove(name, CORE + LEAVES, "core", "keep", sat);
    },
    120 * SECONDS,
  );

  it(
    "maps + - < written as operators to the same adder cells, proved equal",
    async () => {
      const verilog = `module top(input [3:0] a, input signed [2:0] b, c, output [4:0] y, output [3:0] d, output l);
  assign y = a + b;
  assign d = b - c;
  assign l = b < c;
endmodule
`;
      const result = await prove("sky130hd", verilog, "top", "flatten", []);
      expect(result.cells["sky130_fd_sc_hd__fa_1"]).toBeGreaterThan(2);
    },
    120 * SECONDS,
  );

  it(
    "needs far fewer inverters than one for each output of ASAP7's inverting full adders",
    async () => {
      const verilog = { "d.v": adderTree(16, 10) + LEAVES };
      const technology = loadTechnology("asap7");
      const { cells } = await synthesise({ verilog, top: "tree", technology, hierarchy: "keep", yosys: "embedded" });
      const [adders = 0, inverters = 0] = [cells["FAx1_ASAP7_75t_R"], cells["INVxp33_ASAP7_75t_R"]];
      expect(adders).toBeGreaterThan(100);
      expect(inverters / adders).toBeLessThan(0.65);
    },
    120 * SECONDS,
  );

  it.skipIf(!hasNative())(
    "gives nearly the same area with the native Yosys on the PATH",
    async () => {
      const request = { verilog: { "d.v": CORE + LEAVES }, top: "core", technology: loadTechnology("asap7") } as const;
      const embedded = await synthesise({ ...request, hierarchy: "keep", yosys: "embedded" });
      const native = await synthesise({ ...request, hierarchy: "keep", yosys: "native" });
      expect(native.tool).toMatch(/^Yosys \S+ \(native\)$/);
      expect(Math.abs(native.areaUm2 / embedded.areaUm2 - 1)).toBeLessThan(0.03);
    },
    120 * SECONDS,
  );

  it(
    "prices each module once and sums to the whole with the hierarchy kept",
    async () => {
      const technology = loadTechnology("sg13g2");
      const verilog = { "core.v": CORE, "leaves.v": LEAVES };
      const result = await synthesise({ verilog, top: "core", technology, hierarchy: "keep", yosys: "embedded" });
      const [accumulate, core] = result.modules;
      expect([accumulate?.instances, core?.name, core?.instances]).toEqual([2, "core", 1]);
      const sum = result.modules.reduce((total, module) => total + module.instances * module.areaUm2Each, 0);
      expect(result.areaUm2).toBeCloseTo(sum, 6);
      // 2 accumulators of 6 bits, a 3-bit counter and a memory of 4 words of 6 bits.
      expect(result.cells["sg13g2_dfrbp_1"]).toBe(39);
      expect(result.cells["sg13g2_tiehi"]).toBe(3); // one in each instance, for the unused asynchronous resets
      expect(result.tool).toMatch(/^Yosys 0\.55 \(embedded, @yowasp\/yosys 0\.55\.\d+\)$/);
      expect(result.script).toContain("abc -liberty");
    },
    120 * SECONDS,
  );

  it(
    "pays a full adder cell only where three inputs and two outputs live",
    async () => {
      const verilog = `module top(input a, b, c, output [5:0] y);
  full_adder whole (.a(a), .b(b), .c(c), .sum(y[0]), .carry(y[1]));
  full_adder constant (.a(a), .b(1'b0), .c(c), .sum(y[2]), .carry(y[3]));
  full_adder unread (.a(a), .b(b), .c(c), .sum(y[4]));
  full_adder one_input (.a(1'b1), .b(1'b0), .c(c), .carry(y[5]));
endmodule
${LEAVES}`;
      const technology = loadTechnology("asap7");
      const result = await synthesise({
        verilog: { "d.v": verilog },
        top: "top",
        technology,
        hierarchy: "keep",
        yosys: "embedded",
      });
      expect(result.cells["FAx1_ASAP7_75t_R"]).toBe(1);
      expect(result.cells["TIEHIx1_ASAP7_75t_R"]).toBeUndefined();
    },
    120 * SECONDS,
  );

  it(
    "refuses a latch, naming module and cell",
    async () => {
      const verilog = "module top(input en, d, output reg q); always @* if (en) q = d; endmodule";
      const technology = loadTechnology("sky130hd");
      const request = {
        verilog: { "d.v": verilog },
        top: "top",
        technology,
        hierarchy: "keep",
        yosys: "embedded",
      } as const;
      await expect(synthesise(request)).rejects.toThrow(/module top: 1 × \$_DLATCH_P_ \(latch\)/);
    },
    120 * SECONDS,
  );

  it(
    "reports what Yosys complains about in malformed Verilog",
    async () => {
      const technology = loadTechnology("asap7");
      const request = {
        verilog: { "d.v": "modul top;" },
        top: "top",
        technology,
        hierarchy: "keep",
        yosys: "embedded",
      } as const;
      await expect(synthesise(request)).rejects.toThrow(/embedded Yosys failed: .*syntax error/);
    },
    120 * SECONDS,
  );
});
