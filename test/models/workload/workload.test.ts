import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import {
  builtInWorkloads,
  loadWorkload,
  macsPerToken,
  parseWorkload,
  productsPerToken,
} from "../../../models/workload/workload.ts";
import { attempt } from "../../../src/core/errors.ts";

describe("loadWorkload(nameOrFile)", () => {
  it("has the linear layers of BitNet b1.58-2B-4T", () => {
    const workload = loadWorkload("bitnet-b1.58-2b-4t");
    // Per block: q and o 2560×2560, k and v 2560×640, gate and up 2560×6912, down 6912×2560.
    const perBlock = 2 * 2560 * 2560 + 2 * 2560 * 640 + 3 * 2560 * 6912;
    expect(macsPerToken(workload)).toBe(30 * perBlock);
    expect(productsPerToken(workload)).toBe(30 * 7);
  });

  it.each(builtInWorkloads())("gives the built-in %s, named like its file, each layer once", (name) => {
    const workload = loadWorkload(name);
    expect(workload.name).toBe(name);
    const names = workload.layers.map((layer) => layer.name);
    expect(new Set(names).size).toBe(names.length);
    expect(workload.source).not.toBe("");
  });

  it("reads a file, relative to a folder", () => {
    const folder = mkdtempSync(join(tmpdir(), "workload-"));
    const own = { name: "own", title: "Own", source: "me", layers: [{ name: "a", inputs: 3, outputs: 4, count: 2 }] };
    writeFileSync(join(folder, "own.json"), JSON.stringify(own));
    expect(loadWorkload("own.json", folder)).toEqual(own);
    rmSync(folder, { recursive: true });
  });

  it("names the built-in workloads, and the nearest, for an unknown name", () => {
    expect(() => loadWorkload("bitnet-b1.58-2b-4")).toThrow(
      /^workload: got "bitnet-b1\.58-2b-4", expected one of .*, bitnet-b1\.58-2b-4t, .*, or a \.json file \(did you mean "bitnet-b1\.58-2b-4t"\?\)$/,
    );
  });
});

describe("loadWorkload(name) of a model whose dimensions are unknown", () => {
  it.each([
    ["bitcpm4-1b", "BitCPM4-1B"],
    ["bitcpm4-3b", "BitCPM4-3B"],
    ["deepgrove-bonsai-0.5b", "deepgrove Bonsai 0.5B"],
    ["mote", "MoTE"],
  ])("refuses %s by name, in one line", (name, title) => {
    const [fault, ...more] = attempt(() => loadWorkload(name)).faults;
    expect(more).toEqual([]);
    expect(fault?.path).toBe("workload");
    expect(fault?.message).toContain(`got "${name}" (${title}), unknown dimensions: no source at hand states`);
  });
});

describe("parseWorkload(json, where)", () => {
  it("takes the dimensions of a model for the layers", () => {
    const attention = { kind: "attention", heads: 2, keyValueHeads: 1, headDimension: 3 };
    const workload = parseWorkload(
      {
        name: "w",
        title: "W",
        source: "s",
        hidden: 4,
        blocks: [{ count: 5, mixer: attention, feedForward: { kind: "plain", hidden: 7 } }],
        vocabulary: 11,
        head: { format: "bf16" },
        embedding: { format: "int8" },
        scales: { per: "tensor" },
      },
      "W.json",
    );
    expect(workload.layers).toEqual([
      { name: "q", inputs: 4, outputs: 6, count: 5 },
      { name: "k", inputs: 4, outputs: 3, count: 5 },
      { name: "v", inputs: 4, outputs: 3, count: 5 },
      { name: "o", inputs: 6, outputs: 4, count: 5 },
      { name: "up", inputs: 4, outputs: 7, count: 5 },
      { name: "down", inputs: 7, outputs: 4, count: 5 },
    ]);
    expect(workload.otherWeights).toEqual([
      { name: "head", weights: 44, format: "bf16", bytesPerToken: 88 },
      { name: "embedding", weights: 4, format: "int8", bytesPerToken: 4 },
    ]);
  });

  it("tells the user of a config.json how it becomes a workload", () => {
    expect(() => parseWorkload({ architectures: ["LlamaForCausalLM"] }, "config.json")).toThrow(
      "config.json: got a config.json of Hugging Face, expected a workload: tritforge workload import",
    );
  });

  it("names every fault with its path", () => {
    const layers = [
      { name: "a", inputs: 0, outputs: 4, count: 1 },
      { name: "b", inputs: 1, outputs: 4 },
    ];
    expect(() => parseWorkload({ name: "w", title: "W", source: "s", layers }, "W.json")).toThrow(
      'W.json: /layers/0/inputs: got 0, expected an integer from 1 to 16777216\nW.json: /layers/1: got no "count", expected an integer from 1 to 16777216',
    );
  });

  it("refuses two layers of one name", () => {
    const layer = { name: "a", inputs: 1, outputs: 4, count: 1 };
    expect(() => parseWorkload({ name: "w", title: "W", source: "s", layers: [layer, layer] }, "W.json")).toThrow(
      'W.json: /layers/1/name: got "a" again, expected each name once',
    );
  });
});
