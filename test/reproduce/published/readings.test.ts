import { describe, expect, it } from "vitest";
import { loadPublished, type Fact, type PublishedDesign } from "../../../models/published/index.ts";
import { alternativesOf, assumedFields } from "../../../src/reproduce/published/assumptions.ts";
import { readingsOf, type Reading } from "../../../src/reproduce/published/readings.ts";

const fact = (of: Fact["of"], value: Fact["value"]): Fact => ({ of, value, trust: "primary", source: "a test" });

function design(...facts: readonly Fact[]): PublishedDesign {
  return { name: "d", title: "D", group: "tables", source: "a test", facts };
}

function read(published: PublishedDesign): readonly Reading[] {
  const found = readingsOf(published);
  if ("reason" in found) throw new Error(found.reason);
  return found;
}

const TABLES = [fact("architecture", "ternary-tables"), fact("groupSize", 3), fact("activations", "int8")];

describe("readingsOf(design)", () => {
  it("takes the tile from L, K and µ", () => {
    const [reading, ...more] = read(design(...TABLES, fact("tables", 4), fact("fetchers", 16)));
    expect(more).toEqual([]);
    expect(reading).toMatchObject({ generator: "ternary-lut", activation: "int8", groupSize: 3 });
    expect(reading?.tile).toEqual({ inputs: 12, outputs: 16 });
  });

  it("leaves the tile open, and nothing else: says which fields are missing", () => {
    expect(read(design(...TABLES))[0]?.tile).toBeUndefined();
    expect(readingsOf(design(fact("architecture", "ternary-tables")))).toMatchObject({
      missing: ["groupSize", "activations"],
    });
    expect(readingsOf(design(fact("architecture", "sign-flip"), fact("activations", "int8")))).toMatchObject({
      missing: ["tileInputs", "tileOutputs"],
    });
    expect(readingsOf(design())).toMatchObject({ missing: ["architecture", "activations"] });
  });

  it("refuses engines that no generator builds, and types that no core has", () => {
    expect(readingsOf(design(fact("architecture", "bit-plane-tables")))).toMatchObject({
      reason: "bit-plane-tables: no generator here builds that",
    });
    expect(
      readingsOf(design(fact("architecture", "ternary-tables"), fact("groupSize", 2), fact("activations", "ternary"))),
    ).toMatchObject({ reason: "activations ternary: no type of the cores here" });
  });

  it("has each µ of each point of ternary-lut-dse, and its baselines", () => {
    const found = read(loadPublished("ternary-lut-dse")).map(
      ({ generator, activation, groupSize, tile }) =>
        `${generator} ${activation} ${groupSize} ${tile?.inputs}×${tile?.outputs}`,
    );
    expect(found).toEqual([
      ...[1, 2, 3, 4, 5].map((groupSize) => `ternary-lut int8 ${groupSize} 32×32`),
      ...[1, 2, 3, 4, 5].map((groupSize) => `ternary-lut fp16 ${groupSize} 32×32`),
      "add-sub fp16 1 32×32",
      "multiplier fp16 1 32×32",
    ]);
  });
});

describe("alternativesOf(reading)", () => {
  it("is every way to take what is left open, and nothing that is stated", () => {
    const stated = [...TABLES, fact("tables", 4), fact("fetchers", 16), fact("tableStorage", "register")];
    const [reading] = read(design(...stated, fact("loopOrder", "table-stationary"), fact("reduction", "adder-tree")));
    if (reading === undefined) throw new Error("none");
    const ways = alternativesOf(reading);
    // Two products, none or one register more.
    expect(ways.map(({ inputs, outputs, moreStages }) => [inputs, outputs, moreStages])).toEqual([
      [256, 16, 0],
      [256, 16, 1],
      [2560, 2560, 0],
      [2560, 2560, 1],
    ]);
    expect(new Set(ways.map(({ reduction, tableStorage }) => `${reduction} ${tableStorage}`))).toEqual(
      new Set(["adder-tree register"]),
    );
    expect(assumedFields(reading)).toEqual(["product", "pipeline", "zeroWeights"]);
  });

  it("of an unknown tile takes three, whole groups of µ", () => {
    const [reading] = read(design(...TABLES));
    if (reading === undefined) throw new Error("none");
    const tiles = new Set(alternativesOf(reading).map(({ tile }) => `${tile.inputs}×${tile.outputs}`));
    expect([...tiles]).toEqual(["9×8", "33×32", "66×64"]);
    expect(alternativesOf(reading)).toHaveLength(3 * 2 * 2 * 2);
    expect(assumedFields(reading)).toContain("tile");
  });
});
