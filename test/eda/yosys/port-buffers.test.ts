import { describe, expect, it } from "vitest";
import { ModuleBuilder, replicate, type Ports } from "../../../src/hdl/index.ts";
import { printVerilog } from "../../../src/hdl/verilog.ts";
import { fanOutOf } from "../../../src/hdl/fan-out.ts";
import { bufferPorts } from "../../../src/eda/yosys/port-buffers.ts";
import { runSynthesis } from "../../../src/eda/yosys/index.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { arc, cell, moduleOf, tinyCells, tinyTables, tinyTechnology } from "../netlist/samples.ts";

const technology = {
  ...tinyTechnology([...tinyCells, cell("BUF", "combinational", ["A"], { Y: "A" })], {
    ...tinyTables,
    BUF: { arcs: [arc("A", "Y", "positive")], energy: [] },
  }),
  fanOutBuffer: "BUF",
};

describe("bufferPorts(module, technology)", () => {
  it("buffers each bit at which a net leaves at several, of one port or of two", () => {
    const before = moduleOf(
      { a: 2 },
      { y: [3, 3, 4], z: [4] },
      { u: ["INV", { A: 2, Y: 3 }], v: ["INV", { A: 3, Y: 4 }] },
    );
    const { ports, cells } = bufferPorts(before, technology);
    const buffers = Object.values(cells).filter(({ type }) => type === "BUF");
    expect(buffers.map(({ connections }) => connections)).toEqual([
      { A: [3], Y: [5] },
      { A: [3], Y: [6] },
      { A: [4], Y: [7] },
      { A: [4], Y: [8] },
    ]);
    expect([ports["y"]?.bits, ports["z"]?.bits]).toEqual([[5, 6, 7], [8]]);
  });

  it("buffers an input that goes straight through to several bits", () => {
    const { ports } = bufferPorts(moduleOf({ a: 2 }, { y: [2, 2] }, {}), technology);
    expect([ports["a"]?.bits, ports["y"]?.bits]).toEqual([[2], [3, 4]]);
  });

  it("leaves constants alone, tied or not, and nets that leave once", () => {
    const before = moduleOf({ a: 2 }, { y: [3, 3, "0", "0", 2] }, { tie: ["TIE1", { Y: 3 }] });
    expect(bufferPorts(before, technology)).toBe(before);
  });

  it.each(["asap7", "sky130hd", "sg13g2"])("puts as many buffers into a module of %s as are counted", async (name) => {
    const m = new ModuleBuilder<Ports>("spread");
    const [valid, flag] = [m.input("valid", 1), m.input("flag", 1)];
    m.output("lanes", replicate(valid, 23)); // 23 readers: a tree of three above them
    m.output("flags", replicate(m.registered("flag_q", flag, {}), 4));
    const module = m.build();
    const { buffers } = fanOutOf(module);
    const { result } = await runSynthesis({
      verilog: printVerilog(module),
      top: "spread",
      technology: loadTechnology(name),
      hierarchy: "keep",
      yosys: "embedded",
    });
    const buffer = loadTechnology(name).fanOutBuffer;
    expect([buffers, result.cells[buffer ?? ""]]).toEqual([23 + 3 + 4, 23 + 3 + 4]);
  });
});
