import { describe, expect, it } from "vitest";
import { GateList } from "../../src/hdl/gate-list.ts";
import { binaryWord, chooseWord, muxWord, type Bits } from "../../src/hdl/lower-words.ts";
import type { BinaryOperator } from "../../src/hdl/netlist.ts";
import { run, schedule } from "../../src/hdl/simulate.ts";

const WIDTH = 3;

/** What a circuit over words of three bits gives for each pair of numbers 0 … 7, 32 pairs at a time. */
function table(circuit: (gates: GateList, a: Bits, b: Bits) => Bits): number[][] {
  const gates = new GateList();
  const words = [0, 1].map(() => Array.from({ length: WIDTH }, () => gates.input()));
  const [a = [], b = []] = words;
  const result = circuit(gates, a, b);
  const program = schedule(gates);
  return Array.from({ length: 8 }, (_, x) => {
    const values = new Int32Array(gates.kinds.length);
    values[1] = -1;
    // Stream y works on the pair (x, y).
    a.forEach((gate, i) => (values[gate] = (x >> i) & 1 ? -1 : 0));
    b.forEach(
      (gate, i) => (values[gate] = [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, y) => sum | (((y >> i) & 1) << y), 0)),
    );
    run(program, values);
    return Array.from({ length: 8 }, (_unused, y) =>
      result.reduce((sum, gate, i) => sum + ((((values[gate] ?? 0) >> y) & 1) << i), 0),
    );
  });
}

function numbers(of: (x: number, y: number) => number): number[][] {
  return Array.from({ length: 8 }, (_, x) => Array.from({ length: 8 }, (_unused, y) => of(x, y)));
}

describe("binaryWord(gates, operator, a, b)", () => {
  it.each<[BinaryOperator, (x: number, y: number) => number]>([
    ["and", (x, y) => x & y],
    ["or", (x, y) => x | y],
    ["xor", (x, y) => x ^ y],
    ["add", (x, y) => (x + y) % 8],
    ["sub", (x, y) => (x - y + 8) % 8],
    ["eq", (x, y) => Number(x === y)],
    ["ltu", (x, y) => Number(x < y)],
  ])("%s of all numbers 0 … 7", (operator, of) => {
    expect(table((gates, a, b) => binaryWord(gates, operator, a, b))).toEqual(numbers(of));
  });
});

describe("muxWord(gates, select, high, low)", () => {
  it("is high where select is 1", () => {
    expect(table((gates, a, b) => muxWord(gates, a[0] ?? 0, a, b))).toEqual(numbers((x, y) => (x % 2 === 1 ? x : y)));
  });
});

describe("chooseWord(gates, hits, values, width)", () => {
  it("is the OR of the values that are hit, 0 if none is", () => {
    const chosen = table((gates, a, b) => chooseWord(gates, [a[0] ?? 0, a[1] ?? 0], [a, b], WIDTH));
    expect(chosen).toEqual(numbers((x, y) => (x & 1 ? x : 0) | (x & 2 ? y : 0)));
  });
});
