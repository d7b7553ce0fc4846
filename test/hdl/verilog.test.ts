import { describe, expect, it } from "vitest";
import {
  add,
  and,
  bit,
  choose,
  concat,
  constant,
  eq,
  fullAdder,
  halfAdder,
  ltu,
  ModuleBuilder,
  mux,
  named,
  namedConstant,
  not,
  or,
  replicate,
  signExtend,
  slice,
  sub,
  xor,
  type Module,
  type Signal,
  type Ports,
} from "../../src/hdl/index.ts";
import { printModule } from "../../src/hdl/verilog-module.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";

const CHILD = makeChild();

function makeChild() {
  const m = new ModuleBuilder<Ports>("child", "Counts when told to.");
  const count = m.register("count_q", 2, 1);
  m.drive(count, add(count, constant(2, 1)), m.input("step", 1));
  return m.build({ count });
}

/** One node of every kind, in the order of `Signal`. */
function everyNode(): Module {
  const m = new ModuleBuilder<Ports>("every_node", "One node of every kind.", "", "For the golden text.");
  const [a, b, s] = [m.input("a", 4), m.input("b", 4), m.input("s", 1)];
  m.output("inverse", not(a));
  m.output("logic_y", or(and(a, b, constant(4, 5)), xor(a, b)));
  m.output("difference", sub(add(a, b), constant(4, 3)));
  m.output("flags", concat(eq(a, b), ltu(a, b), bit(a, 3)));
  m.output("muxed", mux(s, mux(bit(a, 0), a, b), constant(4, 9)));
  m.output("chosen", choose([s, bit(a, 1)], [a, b]));
  m.output("extended", signExtend(named("middle", slice(a, 1, 2)), 5));
  m.output("net", not(named("both", and(a, b))));
  const { sum, carry } = fullAdder("fa", bit(a, 0), bit(b, 0), s);
  m.output("added", concat(sum, halfAdder("ha", carry, bit(a, 1)).carry));
  const plain = m.registered("plain_q", a);
  const both = m.register("both_q", 4, 7);
  m.drive(both, xor(both, plain), s);
  m.output("state", both);
  const memory = m.memory("words", 4, 3);
  m.write(memory, s, slice(a, 0, 2), b);
  m.output("word", m.read(memory, slice(b, 0, 2)));
  m.output("one", m.instance("single", CHILD, { step: s }).count);
  m.output("four", m.repeat("several", 4, CHILD, { step: not(a) }).count);
  return m.build();
}

function textOf(build: (m: ModuleBuilder<Ports>, a: Signal) => Signal): string {
  const m = new ModuleBuilder<Ports>("tiny");
  m.output("y", build(m, m.input("a", 8)));
  return printModule(m.build());
}

describe("printModule(module)", () => {
  it("prints one node of every kind as the golden text", async () => {
    await expect(printModule(everyNode())).toMatchFileSnapshot("../golden/every-node.v");
  });

  it("gives the same bytes for the same tree", () => {
    expect(printModule(everyNode())).toBe(printModule(everyNode()));
  });

  it("never prints ~~: not(named(not(a))) goes over the named net", () => {
    expect(textOf((_m, a) => not(not(a)))).toContain("assign y = a;");
    const text = textOf((_m, a) => not(named("inverse", not(a))));
    expect(text).toContain("wire [7:0] inverse = ~a;\n  assign y = ~inverse;");
    expect(textOf((_m, a) => xor(a, not(named("n", not(slice(a, 0, 8))))))).not.toContain("~~");
  });

  it("prints a tree of XORs in its own shape, so that the bit that comes last passes one gate", () => {
    const bits = (a: Signal) =>
      Array.from({ length: 5 }, (_, i) => bit(a, i)) as [Signal, Signal, Signal, Signal, Signal];
    const shape = (of: (...each: ReturnType<typeof bits>) => Signal) => textOf((_m, a) => of(...bits(a)));
    const balanced = shape((a, b, c, d) => xor(xor(a, b), xor(c, d)));
    expect(balanced).toContain("= a[0] ^ a[1] ^ (a[2] ^ a[3]);");
    const last = shape((a, b, c, d, e) => xor(e, xor(d, xor(xor(a, b), c))));
    expect(last).toContain("= a[0] ^ a[1] ^ a[2] ^ a[3] ^ a[4];");
    // Chains of AND and OR are balanced by every synthesis.
    expect(shape((a, b, c, d) => and(and(a, b), and(c, d)))).toContain("= a[0] & a[1] & a[2] & a[3];");
  });

  it("names a net after what it is: what it reads, else what it is for, else its operator", () => {
    const m = new ModuleBuilder<Ports>("tiny");
    const [a, b] = [m.input("a", 4), m.input("b", 4)];
    const both = and(a, b);
    m.output("y", xor(both, slice(both, 0, 4)));
    const notA2 = not(bit(a, 2));
    m.output("inverse", or(notA2, and(notA2, bit(b, 1))));
    const nested = or(and(bit(a, 0), xor(bit(b, 0), bit(b, 1))), bit(a, 3));
    m.output("part", concat(nested, nested, bit(add(a, xor(b, constant(4, 3))), 1)));
    m.output("other", and(nested, bit(a, 1)));
    const text = printModule(m.build());
    expect(text).toContain("wire [3:0] a_and_b = a & b;");
    expect(text).toContain("wire not_a_2 = ~a[2];");
    expect(text).toContain("wire [3:0] for_part = a + (b ^ 4'd3);");
    expect(text).toContain("wire shared_or = (a[0] & (b[0] ^ b[1])) | a[3];");
  });

  it("declares a named constant once, and prints its name wherever it stands", () => {
    const m = new ModuleBuilder<Ports>("tiny");
    const [idle, busy] = [namedConstant("STATE_IDLE", 2, 0), namedConstant("STATE_BUSY", 2, 1)];
    const state = m.register("state_q", 2, idle);
    m.drive(state, mux(m.input("go", 1), busy, idle));
    m.output("y", eq(state, busy));
    const text = printModule(m.build());
    expect(text).toContain("  localparam [1:0] STATE_IDLE = 2'd0;\n  localparam [1:0] STATE_BUSY = 2'd1;\n");
    expect(text).toContain("assign y = state_q == STATE_BUSY;");
    expect(text).toContain("state_q <= STATE_IDLE;");
    expect(text).toContain("state_q <= go ? STATE_BUSY : STATE_IDLE;");
    expect(text.match(/2'd/g)).toHaveLength(2);
  });

  it("refuses a constant of two values, and one whose name is no constant's", () => {
    const m = new ModuleBuilder<Ports>("tiny");
    m.output("y", concat(namedConstant("ONE", 2, 1), m.input("a", 1), namedConstant("ONE", 2, 2)));
    expect(() => printModule(m.build())).toThrow("module tiny: got two values of the constant ONE, expected one");
    expect(() => namedConstant("one", 2, 1)).toThrow(
      'name of a constant: got "one", expected capital letters and digits',
    );
  });

  it("prints what ports say beside them, on one line whatever it is", () => {
    const m = new ModuleBuilder<Ports>("tiny");
    const y = not(m.input("a", 4, "a word of w bits"));
    expect(printModule(m.build({ y }, { y: "its\ncomplement" }))).toContain(
      "  input  wire [3:0] a,  // a word of w bits\n  output wire [3:0] y   // its\\ncomplement\n",
    );
  });

  it("gathers a word of many parts in a process", () => {
    const joined = (count: number): string =>
      textOf((m) => concat(...Array.from({ length: count }, (_, i) => not(m.input(`part${i}`, 2)))));
    expect(joined(8)).toContain("assign y = {");
    expect(joined(9)).toContain("always @* y = {");
    expect(joined(9)).toContain("output reg  [17:0] y");
  });

  it("never selects twice: a slice of a (named) slice is one slice", () => {
    expect(textOf((_m, a) => slice(slice(a, 2, 5), 1, 2))).toContain("assign y = a[4:3];");
    expect(textOf((_m, a) => bit(named("middle", slice(a, 2, 3)), 1))).toContain("assign y = a[3];");
  });

  it("gives what is sliced a net, also if it is used once", () => {
    expect(textOf((_m, a) => bit(xor(a, constant(8, 3)), 2))).toMatch(
      /wire \[7:0] (\w+) = a \^ 8'd3;\n {2}assign y = \1\[2];/,
    );
  });

  it("prints an unnamed node once that drives an output and another node", () => {
    const m = new ModuleBuilder<Ports>("tiny");
    const sum = add(m.input("a", 8), m.input("b", 8));
    m.output("y", sum);
    m.output("z", not(sum));
    const text = printModule(m.build());
    expect(text.match(/a \+ b/g)).toHaveLength(1);
    expect(text).toContain("assign z = ~y;");
  });

  it("keeps port names, and numbers a net that asks for a taken one", () => {
    const text = textOf((m, a) => {
      m.output("sum", named("y", xor(a, constant(8, 1))));
      return named("sum", and(a, constant(8, 3)));
    });
    expect(text).toContain("assign sum = a ^ 8'd1;");
    expect(text).toContain("assign y = a & 8'd3;");
  });

  it("prints constants beyond 32 bits in hexadecimal, a reset of −1 as ones", () => {
    const text = textOf((m, a) => {
      m.output("wide", constant(40, 2n ** 39n));
      return m.registered("r_q", a, { reset: -1 });
    });
    expect(text).toContain("assign wide = 40'h8000000000;");
    expect(text).toContain("r_q <= 8'd255;");
  });

  it("prints one bit many times as a replication", () => {
    expect(textOf((_m, a) => replicate(bit(a, 7), 8))).toContain("assign y = {8{a[7]}};");
  });

  it("does not change other lines when a node is added", () => {
    const lines = (isTweaked: boolean): Set<string> => {
      const m = new ModuleBuilder<Ports>("tiny");
      const a = m.input("a", 8);
      const sum = add(isTweaked ? xor(a, not(and(a, constant(8, 7)))) : a, constant(8, 1));
      m.output("y", xor(sum, slice(concat(sum, a), 3, 8)));
      const other = add(a, constant(8, 5));
      m.output("z", xor(other, slice(concat(other, a), 1, 8)));
      return new Set(printModule(m.build()).split("\n"));
    };
    const [before, after] = [lines(false), lines(true)];
    const changed = [...before].filter((line) => !after.has(line));
    expect(changed.length).toBeGreaterThan(0);
    // The net that became another one has another name where it is read; what z is made of stays as it was.
    expect(changed.filter((line) => /a_plus_5|assign z/.test(line))).toEqual([]);
  });
});

describe("printVerilog(top, header)", () => {
  it("gives one file per module, adder leaves first, each with its licence and its design", () => {
    const files = printVerilog(everyNode(), { made: "every node, made by a test", parameters: { size: 3 } });
    expect(Object.keys(files)).toEqual(["full_adder.v", "half_adder.v", "child.v", "every_node.v"]);
    const LICENCE = "// SPDX-License-Identifier: Apache-2.0\n";
    expect(
      files["every_node.v"]?.startsWith(
        `${LICENCE}// every node, made by a test\n//   size = 3\n// One node of every kind.\n//\n`,
      ),
    ).toBe(true);
    expect(
      files["child.v"]?.startsWith(
        `${LICENCE}// Module child of every_node,\n// every node, made by a test\n//   size=3\n// Counts when told to.\n`,
      ),
    ).toBe(true);
    for (const text of Object.values(files)) {
      expect(text.split("\n").filter((line) => line.startsWith("`"))).toEqual([
        "`default_nettype none",
        "`default_nettype wire",
      ]);
      expect(text.trimEnd().endsWith("`default_nettype wire")).toBe(true);
    }
  });

  it("has no adder leaves where there are none", () => {
    expect(Object.keys(printVerilog(CHILD))).toEqual(["child.v"]);
  });
});
