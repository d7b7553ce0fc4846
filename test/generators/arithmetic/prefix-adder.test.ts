import { describe, expect, it } from "vitest";
import { addWithCarry } from "../../../generators/arithmetic/adder-tree.ts";
import { compress } from "../../../generators/arithmetic/compressor.ts";
import { depth } from "../../support/depth.ts";
import { ModuleBuilder, not, type Module, type Ports } from "../../../src/hdl/index.ts";
import { countModule } from "../../../src/hdl/ledger.ts";
import { operands, type Signal } from "../../../src/hdl/netlist.ts";
import { visitNodes } from "../../../src/hdl/walk.ts";
import { prove, type Claim } from "../../support/prove.ts";

/** a + b, with a carry input if asked for, modulo 2^width. */
function adder(width: number, hasCarry: boolean): Module {
  const m = new ModuleBuilder<Ports>(`prefix_adder_${width}${hasCarry ? "_carry" : ""}`);
  const terms = [m.input("a", width), m.input("b", width)];
  const carry = hasCarry ? m.input("carry", 1) : undefined;
  m.output("sum", addWithCarry(terms, carry, width, "", "prefix"));
  return m.build();
}

/** a − b modulo 2^width: the complement and a constant one. */
function subtractor(width: number): Module {
  const m = new ModuleBuilder<Ports>(`prefix_subtractor_${width}`);
  m.output("sum", compress([m.input("a", width), not(m.input("b", width))], 1n, width, { adder: "prefix" }));
  return m.build();
}

function claim(module: Module, width: number, expression: string): Claim {
  const carry = module.inputs.length === 3 ? ", .carry(carry)" : "";
  return {
    module,
    ports: `input [${width - 1}:0] a, input [${width - 1}:0] b, input carry, output [${width - 1}:0] sum`,
    view: `${module.name} dut(.a(a), .b(b)${carry}, .sum(sum));`,
    behaviour: `assign sum = ${expression};`,
  };
}

/** The largest number of operands that one net is. */
function largestFanOut(module: Module): number {
  const readers = new Map<Signal, number>();
  visitNodes(module, (signal) => {
    if (signal.kind === "concat" || signal.kind === "slice") return;
    for (const operand of operands(signal)) readers.set(operand, (readers.get(operand) ?? 0) + 1);
  });
  return Math.max(...readers.values());
}

describe("printVerilog of addWithCarry([a, b], carry, width, prefix, 'prefix'), proved by SAT", () => {
  it("is a + b, a + b + carry, and a − b, for eight widths", async () => {
    const claims = [1, 2, 3, 4, 7, 8, 9, 24].flatMap((width) => [
      claim(adder(width, false), width, "a + b"),
      claim(adder(width, true), width, "a + b + carry"),
      claim(subtractor(width), width, "a - b"),
    ]);
    await expect(prove(claims)).resolves.toBeUndefined();
  }, 60_000);
});

describe("prefixSum(columns)", () => {
  it("8 bits: a half sum for each bit, a generate for all but the top, 9 carry cells, 7 sums", () => {
    // Seven columns hand on carries: in levels of 3, 3 and 3 cells; the 3 + 1 that do not reach column 0 propagate, too.
    const { xorBits, andBits, orBits, ...rest } = countModule(adder(8, false));
    expect({ xorBits, andBits, orBits }).toEqual({ xorBits: 8 + 7, andBits: 7 + 9 + 3, orBits: 9 });
    expect(Object.values(rest).every((count) => count === 0)).toBe(true);
  });

  it("has ⌈log2(n−1)⌉ carry cells of two levels in series, and two XORs", () => {
    const levels = [2, 3, 4, 5, 9, 10, 17, 18, 33].map((width) => depth(adder(width, false)));
    expect(levels).toEqual([2, 4, 6, 6, 8, 10, 10, 12, 12]);
  });

  it("has no net with more than 17 readers at 33 bits, 9 at 24", () => {
    // Carry 15 goes to 16 columns and to sum 16.
    expect(largestFanOut(adder(33, false))).toBe(17);
    expect(largestFanOut(adder(24, false))).toBe(9);
  });

  it("takes a carry input as a full adder in the lowest column", () => {
    expect(countModule(adder(8, true))).toMatchObject({ fullAdders: 1, halfAdders: 0 });
  });

  it("costs nothing below the first column with two bits", () => {
    const m = new ModuleBuilder<Ports>("shifted");
    const [a, b] = [m.input("a", 4), m.input("b", 4)];
    const shifted = compress([a], 0n, 4, { adder: "prefix" });
    m.output("same", shifted);
    m.output("sum", compress([shifted, b], 0n, 4, { adder: "prefix" }));
    expect(depth(m.build())).toBe(depth(adder(4, false)));
  });
});
