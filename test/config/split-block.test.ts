import { describe, expect, it } from "vitest";
import type { ListAxis, SplitAxis, TimesAxis } from "../../src/config/expand-axis.ts";
import { multiples, splitBlock } from "../../src/config/split-block.ts";

type Axis = ListAxis | TimesAxis | SplitAxis;

const list = (...values: (number | string)[]): ListAxis => ({ kind: "list", values });
const when = (condition: SplitAxis["when"], inside: ListAxis, otherwise: ListAxis): SplitAxis => ({
  kind: "split",
  when: condition,
  inside,
  otherwise,
});

/** The parts as plain data: lists as they are, a multiple as `of × factors`. */
function partsOf(axes: Readonly<Record<string, Axis>>): readonly object[] {
  return splitBlock(new Map(Object.entries(axes))).map((part) =>
    Object.fromEntries(
      [...part].map(([name, axis]) => [
        name,
        axis.kind === "list" ? axis.values : `${axis.of} × ${axis.factors.join()}`,
      ]),
    ),
  );
}

describe("splitBlock(axes)", () => {
  it("leaves a block without conditions whole", () => {
    const times: TimesAxis = { kind: "times", of: "a", factors: [1, 2] };
    expect(partsOf({ a: list(1, 2), b: times })).toEqual([{ a: [1, 2], b: "a × 1,2" }]);
  });

  it("makes a part where the condition holds, then one where it does not", () => {
    expect(partsOf({ a: list(1, 2, 3), b: when({ a: [3, 1] }, list("x", "y"), list("z")) })).toEqual([
      { a: [1, 3], b: ["x", "y"] },
      { a: [2], b: ["z"] },
    ]);
  });

  it("makes no part for values that are not there", () => {
    expect(partsOf({ a: list(1), b: when({ a: [1] }, list("x"), list("z")) })).toEqual([{ a: [1], b: ["x"] }]);
    expect(partsOf({ a: list(2), b: when({ a: [1] }, list("x"), list("z")) })).toEqual([{ a: [2], b: ["z"] }]);
  });

  it("lists for two conditions where the first fails, then where only the second does", () => {
    expect(partsOf({ a: list(1, 2), b: list(3, 4), c: when({ a: [1], b: [3] }, list("in"), list("out")) })).toEqual([
      { a: [1], b: [3], c: ["in"] },
      { a: [2], b: [3, 4], c: ["out"] },
      { a: [1], b: [4], c: ["out"] },
    ]);
  });

  it("resolves a condition on a conditional parameter first", () => {
    const axes = { a: when({ b: ["x"] }, list(1), list(2)), b: when({ c: [7] }, list("x"), list("y")), c: list(7, 8) };
    expect(partsOf(axes)).toEqual([
      { a: [1], b: ["x"], c: [7] },
      { a: [2], b: ["y"], c: [8] },
    ]);
  });

  it("splits what a multiple multiplies into single values if a condition is on the multiple", () => {
    const axes = { n: list(2, 3), m: { kind: "times", of: "n", factors: [1, 2] } as const };
    expect(partsOf({ ...axes, c: when({ m: [4] }, list("four"), list("other")) })).toEqual([
      { n: [2], m: [4], c: ["four"] },
      { n: [2], m: [2], c: ["other"] },
      { n: [3], m: [3, 6], c: ["other"] },
    ]);
  });

  it("refuses conditions that make more parts than anybody wants", () => {
    const axes: Record<string, Axis> = { a: list(...Array.from({ length: 20_000 }, (_, i) => i)) };
    axes["m"] = { kind: "times", of: "a", factors: [1] };
    axes["c"] = when({ m: [1] }, list(1), list(2));
    expect(() => partsOf(axes)).toThrow("blocks: got conditions that make more than 10000 parts");
  });
});

describe("multiples(value, factors)", () => {
  it("multiplies, also a number in letters", () => {
    expect(multiples(6, [1, 2.5])).toEqual([6, 15]);
    expect(multiples("4", [3])).toEqual([12]);
  });
});
