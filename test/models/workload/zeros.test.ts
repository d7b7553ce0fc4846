import { describe, expect, it } from "vitest";
import { combinedWorkload } from "../../../models/workload/combined.ts";
import { builtInWorkloads, loadWorkload, parseWorkload } from "../../../models/workload/workload.ts";
import { zerosOf } from "../../../models/workload/zeros.ts";

const layers = [
  { name: "a", inputs: 10, outputs: 4, count: 2, zeros: 0.25 },
  { name: "b", inputs: 20, outputs: 1, count: 1, zeros: 0.75 },
];
const workload = (name: string, own: readonly object[]) =>
  parseWorkload({ name, title: `Model ${name}`, source: `who counted ${name}`, layers: own }, "file");

describe("zerosOf(workload)", () => {
  it("is the mean of the layers by what a token multiplies by each", () => {
    expect(zerosOf(workload("one", layers))).toEqual({
      fraction: (80 * 0.25 + 20 * 0.75) / 100,
      source: "who counted one",
    });
  });

  it("is undefined where nobody has counted those of a layer", () => {
    expect(zerosOf(workload("one", [...layers, { name: "c", inputs: 1, outputs: 1, count: 1 }]))).toBeUndefined();
    expect(zerosOf(loadWorkload("bitcpm4-0.5b"))).toBeUndefined();
  });

  it("of several workloads is their mean by tokens and weights", () => {
    const of = [workload("one", layers), workload("two", [{ ...layers[1], zeros: 0.1 }])];
    const both = combinedWorkload({ of, weights: [1, 5], combine: "mean" });
    expect(zerosOf(both)?.fraction).toBeCloseTo((100 * 0.35 + 5 * 20 * 0.1) / 200, 12);
    expect(zerosOf(both)?.source).toBe("Model one: who counted one; Model two: who counted two");
  });

  it("of a whole checkpoint that was counted: the kinds of layers and the whole agree, by the layers' sizes", () => {
    const counted = builtInWorkloads()
      .map((name) => loadWorkload(name))
      .filter(({ model }) => model?.marks?.some(({ of, trust }) => of.includes("/zeros") && trust === "primary"));
    expect(counted.length).toBe(13);
    for (const each of counted)
      expect([each.name, (zerosOf(each)?.fraction ?? 0) - (each.model?.zeros?.fraction ?? 1)]).toEqual([
        each.name,
        expect.closeTo(0, 4),
      ]);
  });

  it("runs from 29.2 % to 51.5 % over the built-in models", () => {
    const all = builtInWorkloads().flatMap((name) => zerosOf(loadWorkload(name))?.fraction ?? []);
    expect([all.length, Math.min(...all), Math.max(...all)]).toEqual([
      29,
      expect.closeTo(0.292, 3),
      expect.closeTo(0.515, 3),
    ]);
  });
});

describe("a model with zeros", () => {
  const { model } = loadWorkload("bitnet-b1.58-2b-4t");

  it("refuses parts outside 0 … 1 and names of layers that it has not", () => {
    const parse = (zeros: object) => () => parseWorkload({ ...model, zeros }, "file");
    expect(parse({ fraction: 1.2 })).toThrow("file: /zeros/fraction: got 1.2, expected a part from 0 to 1");
    expect(parse({ fraction: 0.4, byLayer: { q: -1 } })).toThrow(
      "file: /zeros/byLayer/q: got -1, expected a part from 0 to 1",
    );
    expect(parse({ fraction: 0.4, byLayer: { query: 0.4 } })).toThrow(
      'file: /zeros/byLayer: got "query", expected names of layers: q, k, v, o, gate, up, down',
    );
  });

  it("gives each layer those of its kind, and others those of all", () => {
    const { layers: own } = parseWorkload({ ...model, zeros: { fraction: 0.4, byLayer: { q: 0.5 } } }, "file");
    expect(own.map(({ name, zeros }) => [name, zeros])).toEqual([
      ["q", 0.5],
      ...["k", "v", "o", "gate", "up", "down"].map((name) => [name, 0.4]),
    ]);
  });
});
