import { describe, expect, it } from "vitest";
import { CheckError } from "../../../src/core/errors.ts";
import { plainName, printNetlist } from "../../../src/eda/netlist/verilog.ts";
import { file, pass, runYosys } from "../../../src/eda/yosys/index.ts";
import { parseNetlist } from "../../../src/eda/netlist/netlist.ts";
import { moduleOf, netlistOf } from "./samples.ts";

describe("printNetlist(netlist, top)", () => {
  it("writes ports as vectors, cells on a line, wires by number", () => {
    const top = moduleOf({ x: [2, 3] }, { y: 5 }, { g: ["NAND2", { A: 2, B: 3, Y: 4 }], h: ["INV", { A: 4, Y: 5 }] });
    expect(printNetlist(netlistOf({ top }), "top")).toBe(`module top (
  input [1:0] x,
  output y
);
  wire n4;
  NAND2 g (.A(x[0]), .B(x[1]), .Y(n4));
  INV h (.A(n4), .Y(y));
endmodule
`);
  });

  it("writes children first and once, their pins on lines, bits of a port as a slice", () => {
    const child = moduleOf({ a: [2, 3, 4] }, { y: 5 }, { g: ["INV", { A: 2, Y: 5 }] });
    const pins = (a: readonly number[], y: number) => ["child", { a, y }] as const;
    const top = moduleOf(
      { x: [2, 3, 4, 5] },
      { z: 9, w: 10 },
      { "fetch[0].u": pins([2, 3, 4], 8), "fetch[1].u": pins([8, 5, 2], 9), all: ["child", { a: [3, 4, 5], y: 10 }] },
    );
    const text = printNetlist(netlistOf({ top, child }), "top");
    expect(text.match(/^module \w+/gm)).toEqual(["module child", "module top"]);
    expect(text).toContain("child fetch_0_u (\n    .a(x[2:0]),\n    .y(n8)\n  );");
    expect(text).toContain(".a({x[0], x[3], n8})");
    expect(text).toContain(".a(x[3:1])");
  });

  it("leaves an output open that nothing reads", () => {
    const child = moduleOf({ a: 2 }, { y: 3, spare: 3 }, { g: ["INV", { A: 2, Y: 3 }] });
    const top = moduleOf({ x: 2 }, { z: 3 }, { c: ["child", { a: 2, y: 3, spare: [] }] });
    expect(printNetlist(netlistOf({ top, child }), "top")).toContain(".spare()");
  });

  it("assigns constants, wires through the module and outputs that share a net", () => {
    const top = moduleOf({ a: 2 }, { thru: [2, "1", "x"], y: 3, same: 3 }, { g: ["INV", { A: 2, Y: 3 }] });
    const assigns = printNetlist(netlistOf({ top }), "top").match(/assign .*/g);
    expect(assigns).toEqual([
      "assign thru[0] = a;",
      "assign thru[1] = 1'b1;",
      "assign thru[2] = 1'b0;",
      "assign same = y;",
    ]);
  });

  it("keeps wires apart from ports and cells of the same name", () => {
    const top = moduleOf({ n4: 2 }, { y: 5 }, { n5: ["INV", { A: 2, Y: 4 }], h: ["INV", { A: 4, Y: 5 }] });
    expect(printNetlist(netlistOf({ top }), "top")).toContain("INV n5 (.A(n4), .Y(n4_));");
  });

  it("reads back in Yosys as the same cells on the same nets", async () => {
    const child = moduleOf({ a: [2, 3] }, { y: [4, 2], k: "1" }, { g: ["NAND2", { A: 2, B: 3, Y: 4 }] });
    const top = moduleOf(
      { x: [2, 3] },
      { z: [4, 6], k: 7 },
      { "c.d": ["child", { a: [3, 2], y: [4, 5], k: 7 }], i: ["INV", { A: 5, Y: 6 }] },
    );
    const cells =
      "(* blackbox *) module NAND2 (input A, B, output Y); endmodule\n(* blackbox *) module INV (input A, output Y); endmodule\n";
    const script = [
      pass("read_verilog", file("cells.v"), file("design.v")),
      pass("hierarchy", "-check", "-top", "top"),
      pass("flatten"),
      pass("opt_clean"),
      pass("write_json", file("out.json")),
    ];
    const run = await runYosys("embedded", script, {
      "cells.v": cells,
      "design.v": printNetlist(netlistOf({ top, child }), "top"),
    });
    const flat = parseNetlist(run.files["out.json"]).modules["top"];
    const [x0, x1] = flat?.ports["x"]?.bits ?? [];
    const [z0, z1] = flat?.ports["z"]?.bits ?? [];
    expect(flat?.cells["c_d.g"]?.connections).toEqual({ A: [x1], B: [x0], Y: [z0] });
    expect(flat?.cells["i"]?.connections).toEqual({ A: [x1], Y: [z1] });
    expect(flat?.ports["k"]?.bits).toEqual(["1"]);
  });

  it("refuses a missing module and two names that would become one", () => {
    const twice = moduleOf({ a: 2 }, {}, { "u.1": ["INV", { A: 2, Y: 3 }], u_1: ["INV", { A: 2, Y: 4 }] });
    expect(() => printNetlist(netlistOf({}), "top")).toThrow(CheckError);
    expect(() => printNetlist(netlistOf({ top: twice }), "top")).toThrow("u.1 and u_1 would both be named u_1");
  });
});

describe("plainName(name)", () => {
  it("leaves letters, digits and underscores", () => {
    expect([plainName("fetch[3].u"), plainName("u12"), plainName("$abc$7"), plainName("7")]).toEqual([
      "fetch_3_u",
      "u12",
      "_abc_7",
      "_7",
    ]);
  });
});
