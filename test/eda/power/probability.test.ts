import { describe, expect, it } from "vitest";
import { differenceOf, probabilityOf, readCondition } from "../../../src/eda/power/probability.ts";
import { cell, tinyCells } from "../netlist/samples.ts";

const nand = cell("NAND2", "combinational", ["A", "B"], { Y: "!(A*B)" });
const half = (): number => 0.5;

function share(text: string, duties: Readonly<Record<string, number>>, of = nand): number | undefined {
  const condition = readCondition(text, of);
  return condition === undefined ? undefined : probabilityOf(condition, (name) => duties[name] ?? 0.5);
}

describe("probabilityOf(readCondition(text, cell), dutyOf)", () => {
  it("multiplies the duties of independent pins", () => {
    expect(share("A&!B", { A: 0.2, B: 0.1 })).toBeCloseTo(0.2 * 0.9, 12);
    expect(share("A+B", { A: 0.2, B: 0.1 })).toBeCloseTo(1 - 0.8 * 0.9, 12);
  });

  it("follows outputs to the inputs: a NAND2 with B = 1 and Y = 1 has A = 0", () => {
    expect(share("B*Y", { A: 0.3, B: 0.5 })).toBeCloseTo(0.7 * 0.5, 12);
  });

  it("knows that Q and its complement exclude each other", () => {
    const flipFlop = {
      ...cell("DFF2", "flip-flop", ["CK", "D"], { Q: "IQ", QN: "IQN" }),
      flipFlop: { state: ["IQ", "IQN"], clockedOn: "CK", nextState: "D" } as const,
    };
    expect(share("Q*!QN", { IQ: 0.25 }, flipFlop)).toBeCloseTo(0.25, 12);
    expect(share("Q*QN", { IQ: 0.25 }, flipFlop)).toBe(0);
  });

  it("is undefined for a malformed condition", () => {
    expect(share("A*(B", {})).toBeUndefined();
  });
});

describe("differenceOf(condition, input)", () => {
  it("says that an input of a NAND2 passes while the other is 1", () => {
    const output = readCondition("Y", nand);
    const passes = output === undefined ? undefined : differenceOf(output, "A");
    expect(passes && probabilityOf(passes, (name) => (name === "B" ? 0.2 : 0.9))).toBeCloseTo(0.2, 12);
  });

  it("says that an input of an XOR always passes", () => {
    const xor = tinyCells.find(({ name }) => name === "XOR2");
    const output = xor && readCondition("Y", xor);
    const passes = output && differenceOf(output, "B");
    expect(passes && probabilityOf(passes, half)).toBe(1);
  });

  it("is undefined for an input that the function does not read", () => {
    const output = readCondition("B", nand);
    expect(output && differenceOf(output, "A")).toBeUndefined();
  });
});
