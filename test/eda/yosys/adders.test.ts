import { describe, expect, it } from "vitest";
import { simplifyAdders } from "../../../src/eda/yosys/adders.ts";
import type { Bit, NetlistModule } from "../../../src/eda/netlist/netlist.ts";

const X = 2;
const Y = 3;
const Z = 4;
const DIRECTIONS = { a: "input", b: "input", c: "input", sum: "output", carry: "output" } as const;

/** One full adder on nets of ports x, y, z; outputs in `reads` are ports. */
function fullAdder(inputs: readonly Bit[], reads: readonly ("sum" | "carry")[]): NetlistModule {
  const [a = "x", b = "x", c = "x"] = inputs;
  const nets = { sum: 5, carry: 6 };
  const outputs = Object.fromEntries(reads.map((name) => [name, { direction: "output", bits: [nets[name]] }]));
  return {
    attributes: {},
    ports: { x: { direction: "input", bits: [X, Y, Z] }, ...outputs },
    cells: {
      fa: {
        hide_name: 0,
        type: "full_adder",
        parameters: {},
        attributes: {},
        port_directions: DIRECTIONS,
        connections: { a: [a], b: [b], c: [c], sum: [5], carry: [6] },
      },
    },
    netnames: {},
  };
}

/** What is left of the adder, evaluated for x, y, z in all eight states; `[types, sums, carries]`. */
function outcome(module: NetlistModule): readonly [string, string, string] {
  const value = (bit: Bit | undefined, state: number): boolean => {
    if (bit === X || bit === Y || bit === Z) return ((state >> (bit - X)) & 1) === 1;
    if (typeof bit !== "number") return bit === "1";
    for (const { type, connections } of Object.values(module.cells)) {
      const pin = (name: string) => value(connections[name]?.[0], state);
      if (connections["Y"]?.[0] === bit) return GATES[type]?.(pin("A"), pin("B")) ?? false;
      const live = ["a", "b", ...(type === "full_adder" ? ["c"] : [])];
      const ones = () => live.filter(pin).length;
      if (connections["sum"]?.[0] === bit) return ones() % 2 === 1;
      if (connections["carry"]?.[0] === bit) return ones() >= 2;
    }
    throw new Error(`nothing drives ${bit}`);
  };
  const table = (port: string) => {
    const bit = module.ports[port]?.bits[0];
    const states = Array.from({ length: 8 }, (_, state) => (value(bit, state) ? "1" : "0"));
    return bit === undefined ? "" : states.join("");
  };
  return [
    Object.values(module.cells)
      .map(({ type }) => type)
      .toSorted()
      .join(" "),
    table("sum"),
    table("carry"),
  ];
}

const GATES: Readonly<Record<string, (a: boolean, b: boolean) => boolean>> = {
  $_AND_: (a, b) => a && b,
  $_OR_: (a, b) => a || b,
  $_XOR_: (a, b) => a !== b,
  $_XNOR_: (a, b) => a === b,
  $_NOT_: (a) => !a,
};

describe("simplifyAdders(module)", () => {
  const both = ["sum", "carry"] as const;

  it.each<readonly [string, readonly Bit[], string]>([
    ["three live inputs stay a full adder", [X, Y, Z], "full_adder"],
    ["a constant 0 makes a half adder", [X, "0", Z], "half_adder"],
    ["a constant 1 makes XNOR and OR", ["1", Y, Z], "$_OR_ $_XNOR_"],
    ["0 and 0 make wires", [X, "0", "0"], ""],
    ["0 and 1 make an inverter", ["1", Y, "0"], "$_NOT_"],
    ["1 and 1 make wires", ["1", "1", Z], ""],
    ["three constants make constants", ["1", "1", "1"], ""],
    ["two equal inputs make wires", [X, Y, X], ""],
    ["two equal inputs and 0 make wires", ["0", Y, Y], ""],
    ["two equal inputs and 1 make wires", [Z, Z, "1"], ""],
    ["three equal inputs make wires", [X, X, X], ""],
  ])("%s", (_, inputs, cells) => {
    const [types, sum, carry] = outcome(simplifyAdders(fullAdder(inputs, both)));
    expect(types).toBe(cells);
    expect([sum, carry]).toEqual(outcome(fullAdder(inputs, both)).slice(1));
  });

  it("an unread carry leaves two XORs, an unread sum the majority, both nothing", () => {
    const parity = outcome(simplifyAdders(fullAdder([X, Y, Z], ["sum"])));
    expect(parity).toEqual(["$_XOR_ $_XOR_", "01101001", ""]);
    const majority = outcome(simplifyAdders(fullAdder([X, Y, Z], ["carry"])));
    expect(majority).toEqual(["$_AND_ $_AND_ $_OR_ $_OR_", "", "00010111"]);
    expect(outcome(simplifyAdders(fullAdder([X, Y, Z], [])))).toEqual(["", "", ""]);
  });
});
