import { describe, expect, it } from "vitest";
import { ModuleBuilder, slice, type Ports } from "../../src/hdl/index.ts";
import { partlyUsedInputs } from "../../src/hdl/unused-bits.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";

function highNibble() {
  const m = new ModuleBuilder<Ports>("high_nibble");
  m.output("high", slice(m.input("word", 8), 4, 4));
  m.output("all", m.input("other", 2));
  return m.build();
}

describe("partlyUsedInputs(module)", () => {
  it("names inputs of which some bits are read and others not", () => {
    expect([...partlyUsedInputs(highNibble())]).toEqual(["word"]);
  });

  it("makes the printer tell linters so, at the top of a design", () => {
    expect(printVerilog(highNibble())["high_nibble.v"]).toContain(
      "  /* verilator lint_off UNUSEDSIGNAL */\n  input  wire [7:0] word,\n  /* verilator lint_on UNUSEDSIGNAL */\n",
    );
  });
});
