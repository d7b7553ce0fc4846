import { describe, expect, it } from "vitest";
import type { Component } from "../../../generators/contract/index.ts";
import { countsModel } from "../../../models/cost/counts-model.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { STANDARD_STATISTICS } from "../../../models/cost/standard-statistics.ts";
import { SharedTexts } from "../../../src/core/shared-texts.ts";
import { randomDesigns, SMALL } from "../../support/random-design.ts";

const TECHNOLOGY = loadTechnology("asap7");

function pricesOf(components: readonly Component[], known?: SharedTexts): readonly unknown[] {
  const model = countsModel(TECHNOLOGY, STANDARD_STATISTICS, known);
  return components.map((each) => [model.cost(each), model.energy(each)]);
}

describe("countsModel(technology, statistics, known)", () => {
  const components = randomDesigns(20, 11, SMALL).flatMap(({ generator, parameters }) =>
    generator.components(parameters),
  );

  it("gives the same prices to the last bit without, with nothing and with all known", () => {
    const known = SharedTexts.of(new Uint8Array(0));
    const plain = pricesOf(components);
    expect(pricesOf(components, known)).toEqual(plain);
    const { size } = known;
    const again = SharedTexts.of(known.records());
    expect(pricesOf(components, again)).toEqual(plain);
    expect(again.size).toBe(size);
  });

  it("builds and simulates nothing that is known", () => {
    const known = SharedTexts.of(new Uint8Array(0));
    const plain = pricesOf(components, known);
    const unbuilt = components.map(({ key, energyKey, activity, ...rest }) => ({
      ...rest,
      key,
      energyKey,
      activity,
      build: () => {
        throw new Error(`${key} is built`);
      },
    }));
    expect(pricesOf(unbuilt, known)).toEqual(plain);
    expect(() => pricesOf(unbuilt)).toThrow("is built");
  });
});
