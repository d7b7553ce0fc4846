import { describe, expect, it } from "vitest";
import { add, constant, ModuleBuilder, not, or, type Module, type Ports } from "../../../src/hdl/index.ts";
import { printVerilog } from "../../../src/hdl/verilog.ts";
import { proveNever } from "../../../src/verify/formal/prove.ts";
import { FASTEST } from "../../support/tools.ts";

/** A counter from 0 to 5 and back, and what is claimed of it. */
const COUNTER = `
module counter(input clk, input go, output bad_six, output bad_five);
  reg started = 0;
  always @(posedge clk) started <= 1;
  reg [2:0] count_q;
  always @(posedge clk) if (!started) count_q <= 0; else if (go) count_q <= count_q == 5 ? 0 : count_q + 1;
  assign bad_six = started && count_q == 6;
  assign bad_five = started && count_q == 5;
endmodule`;

describe("proveNever({ verilog, top, outputs })", () => {
  it("tells what no input can reach from what some input reaches", async () => {
    const task = { verilog: { "counter.v": COUNTER }, top: "counter", outputs: [0, 1] };
    const verdicts = await proveNever({ ...task, patienceS: 60, yosys: "embedded" });
    expect(verdicts).toEqual(["proved", "disproved"]);
  }, 60_000);

  it("is not taken in by outputs without logic: constants and inputs", async () => {
    const verilog = `module plain(input clk, input go, output low, output high, output free, output held);
      reg held_q = 0;
      always @(posedge clk) held_q <= held_q;
      assign low = 0;
      assign high = 1;
      assign free = go;
      assign held = held_q;
    endmodule`;
    const task = { verilog: { "plain.v": verilog }, top: "plain", outputs: [0, 1, 2, 3], patienceS: 60 };
    const expected = ["proved", "disproved", "disproved", "proved"];
    expect(await proveNever({ ...task, yosys: "embedded" })).toEqual(expected);
  });

  it("starts from any value of a register that is never reset", async () => {
    const loose = COUNTER.replace("if (!started) count_q <= 0; else ", "");
    const task = { verilog: { "counter.v": loose }, top: "counter", outputs: [0, 1] };
    expect(await proveNever({ ...task, patienceS: 60, yosys: "embedded" })).toEqual(["disproved", "disproved"]);
  });

  it("knows that a flip-flop behind a clock gate waits for it: like one with an enable, unlike a free one", async () => {
    const counter = (name: string, style: "gate" | "enable" | "free"): Module => {
      const m = new ModuleBuilder<Ports>(name);
      const count = m.register("count_q", 3, 0);
      const run = m.input("run", 1);
      m.drive(count, add(count, constant(3, 1)), style === "free" ? or(run, not(run)) : run);
      if (style === "gate") m.gateHeldRegisters(1);
      return m.build({ count });
    };
    const compare = `module compare (input clk, input run, output bad_gate, output bad_free);
      reg started = 0;
      always @(posedge clk) started <= 1;
      wire [2:0] gated, enabled, free;
      gated g (.clk(clk), .rst(!started), .run(run), .count(gated));
      enabled e (.clk(clk), .rst(!started), .run(run), .count(enabled));
      free f (.clk(clk), .rst(!started), .run(run), .count(free));
      assign bad_gate = started && gated != enabled;
      assign bad_free = started && gated != free;
    endmodule`;
    const verilog = {
      ...printVerilog(counter("gated", "gate")),
      ...printVerilog(counter("enabled", "enable")),
      ...printVerilog(counter("free", "free")),
      "compare.v": compare,
    };
    const task = { verilog, top: "compare", outputs: [0, 1], yosys: FASTEST, patienceS: 60 } as const;
    expect(await proveNever(task)).toEqual(["proved", "disproved"]);
  });
});
