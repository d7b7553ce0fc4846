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

describe("loadWorkload(nameOrFile)", () => {
  it("has the linear layers of BitNet b1.58-2B-4T", () => {
    const workload = loadWorkload("bitnet-b1.58-2b-4t");
    // Per block: q and o 2560×2560, k and v 2560×640, gate and up 2560×6912, down 6912×2560.
    const perBlock = 2 * 2560 * 2560 + 2 * 2560 * 640 + 3 * 2560 * 6912;
    expect(macsPerToken(workload)).toBe(30 * perBlock);
    expect(productsPerToken(workload)).toBe(30 * 7);
  });

  it.each(builtInWorkloads())("gives the built-in %s, named like its file, with as many of each layer", (name) => {
    const workload = loadWorkload(name);
    expect(workload.name).toBe(name);
    expect(workload.layers.map((layer) => layer.name)).toEqual(["q", "k", "v", "o", "gate", "up", "down"]);
    expect(new Set(workload.layers.map((layer) => layer.count)).size).toBe(1);
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
      /^workload: got "bitnet-b1\.58-2b-4", expected one of bitnet-b1\.58-2b-4t, .*, or a \.json file \(did you mean "bitnet-b1\.58-2b-4t"\?\)$/,
    );
  });
});

describe("parseWorkload(json, where)", () => {
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
