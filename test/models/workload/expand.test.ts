import { describe, expect, it } from "vitest";
import { expandModel } from "../../../models/workload/model/expand.ts";
import type { Attention, BlockGroup, Model } from "../../../models/workload/model/model.ts";
import { loadWorkload } from "../../../models/workload/workload.ts";

const ATTENTION: Attention = { kind: "attention", heads: 4, keyValueHeads: 2, headDimension: 8 };
const GROUP: BlockGroup = { count: 3, mixer: ATTENTION, feedForward: { kind: "gated", hidden: 24 } };

/** A model of hidden 16 and a vocabulary of 100. */
function modelOf(blocks: readonly BlockGroup[], more: Partial<Model> = {}): Model {
  const head = { format: "none" } as const;
  const rest = { vocabulary: 100, head, embedding: { format: "ternary" }, scales: { per: "tensor" } } as const;
  return { name: "m", title: "M", source: "s", hidden: 16, blocks, ...rest, ...more };
}

/** `q 16→32 ×3` for each layer, `of n` behind it where n are stored. */
function textsOf(model: Model): readonly string[] {
  return expandModel(model).layers.map(
    ({ name, inputs, outputs, count, stored }) =>
      `${name} ${inputs}→${outputs} ×${count}${stored === undefined ? "" : ` of ${stored}`}`,
  );
}

describe("expandModel(model)", () => {
  it("has q of heads × headDimension outputs, whatever hidden is, and k and v of fewer heads", () => {
    const layers = [
      "q 16→32 ×3",
      "k 16→16 ×3",
      "v 16→16 ×3",
      "o 32→16 ×3",
      "gate 16→24 ×3",
      "up 16→24 ×3",
      "down 24→16 ×3",
    ];
    expect(textsOf(modelOf([GROUP]))).toEqual(layers);
  });

  it("joins what a model fuses", () => {
    const group: BlockGroup = {
      count: 1,
      mixer: { ...ATTENTION, fused: true },
      feedForward: { kind: "fused-gated", hidden: 24 },
    };
    expect(textsOf(modelOf([group]))).toEqual(["q+k+v 16→64 ×1", "o 32→16 ×1", "gate+up 16→48 ×1", "down 24→16 ×1"]);
  });

  it("doubles q where half of it is a gate", () => {
    const group = { ...GROUP, mixer: { ...ATTENTION, outputGate: true } };
    expect(textsOf(modelOf([group])).slice(0, 4)).toEqual(["q 16→64 ×3", "k 16→16 ×3", "v 16→16 ×3", "o 32→16 ×3"]);
  });

  it("has linear attention beside full attention, named by their groups", () => {
    const linear: BlockGroup = {
      name: "linear",
      count: 9,
      mixer: { kind: "gated-delta-net", keyHeads: 2, valueHeads: 6, keyHeadDimension: 4, valueHeadDimension: 5 },
      feedForward: { kind: "plain", hidden: 24 },
    };
    expect(textsOf(modelOf([linear, { ...GROUP, name: "full" }])).slice(0, 8)).toEqual([
      "linear q+k+v 16→46 ×9",
      "linear z 16→30 ×9",
      "linear b 16→6 ×9",
      "linear a 16→6 ×9",
      "linear o 30→16 ×9",
      "linear up 16→24 ×9",
      "linear down 24→16 ×9",
      "full q 16→32 ×3",
    ]);
  });

  it("has i, f, g and o of a gated recurrence", () => {
    const group: BlockGroup = { ...GROUP, mixer: { kind: "gated-recurrence", inner: 20 } };
    expect(textsOf(modelOf([group])).slice(0, 4)).toEqual(["i 16→20 ×3", "f 16→20 ×3", "g 16→20 ×3", "o 20→16 ×3"]);
  });

  it("has attention to the encoder in a decoder", () => {
    const group: BlockGroup = { ...GROUP, name: "decoder", cross: ATTENTION };
    expect(textsOf(modelOf([group])).slice(4, 8)).toEqual([
      "decoder cross q 16→32 ×3",
      "decoder cross k 16→16 ×3",
      "decoder cross v 16→16 ×3",
      "decoder cross o 32→16 ×3",
    ]);
  });

  it("counts the experts that a token uses, and says how many there are; the router is no ternary layer", () => {
    const experts = { count: 8, active: 2, router: "bf16" } as const;
    const group: BlockGroup = {
      ...GROUP,
      feedForward: { kind: "gated", hidden: 24, experts, shared: { hidden: 40, format: "ternary" } },
    };
    const model = modelOf([group]);
    expect(textsOf(model).slice(4)).toEqual([
      "shared gate 16→40 ×3",
      "shared up 16→40 ×3",
      "shared down 40→16 ×3",
      "gate 16→24 ×6 of 24",
      "up 16→24 ×6 of 24",
      "down 24→16 ×6 of 24",
    ]);
    expect(expandModel(model).otherWeights).toEqual([
      { name: "router", weights: 3 * 16 * 8, format: "bf16", bytesPerToken: 768 },
    ]);
  });

  it("reads a shared expert in full precision as other weights", () => {
    const shared = { hidden: 40, format: "bf16" } as const;
    const group: BlockGroup = { ...GROUP, feedForward: { ...GROUP.feedForward, shared } };
    expect(expandModel(modelOf([group])).otherWeights).toEqual(
      ["shared gate", "shared up", "shared down"].map((name) => {
        return { name, weights: 1920, format: "bf16", bytesPerToken: 3840 };
      }),
    );
  });

  it("has a ternary head as a layer, another as what a token reads", () => {
    const headOf = (format: Model["head"]["format"]) => expandModel(modelOf([GROUP], { head: { format } }));
    expect(headOf("ternary").layers.at(-1)).toEqual({ name: "head", inputs: 16, outputs: 100, count: 1 });
    expect(headOf("ternary").otherWeights).toEqual([]);
    expect(headOf("none").otherWeights).toEqual([]);
    expect(headOf("fp32").layers.at(-1)?.name).toBe("down");
    expect(headOf("fp32").otherWeights).toEqual([{ name: "head", weights: 1600, format: "fp32", bytesPerToken: 6400 }]);
    expect(headOf("unknown").otherWeights).toEqual([{ name: "head", weights: 1600, format: "unknown" }]);
  });
});

describe("what a token reads of a head, by its configuration or file header", () => {
  // Head bytes a token: vocabulary × hidden × bytes of a value, stated in the same source as the counts of models.test.ts.
  it.each([
    ["bitnet-b1.58-2b-4t", 656_670_720],
    ["bitnet-b1.58-large", 196_620_288],
    ["falcon3-7b-1.58bit", 805_355_520],
    ["trilm-1.1b", 180_748_288],
    ["cat-q-llama2-7b", 262_144_000],
  ])("%s: %i bytes", (name, bytes) => {
    const head = loadWorkload(name).otherWeights?.find((each) => each.name === "head");
    expect(head?.bytesPerToken).toBe(bytes);
  });
});
