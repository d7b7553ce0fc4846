import { describe, expect, it } from "vitest";
import type { Component } from "../../../generators/contract/index.ts";
import { DerivedCell, Digit } from "../../../models/compiled/cells.ts";
import type { PartCells } from "../../../models/compiled/design-cells.ts";
import { PartColumns } from "../../../models/compiled/part-columns.ts";
import { PartPrice } from "../../../models/compiled/part-price.ts";
import { addProducts, RowSums } from "../../../models/compiled/row-sum.ts";
import type { CostModel } from "../../../models/cost/cost-model.ts";
import { PricedComponents } from "../../../models/cost/priced-components.ts";
import { ModuleBuilder } from "../../../src/hdl/index.ts";

/** A module of so many µm², which takes ten times as many fJ in a step; it is the key. */
function component(areaUm2: number, count = 1): Component {
  const key = `${areaUm2}`;
  return {
    key,
    moduleName: () => key,
    role: "any",
    count,
    build: () => new ModuleBuilder("any").build(),
    activity: {
      key: "busy",
      trace: () => {
        throw new Error("nothing is simulated");
      },
    },
  };
}

/** Knows modules below 100 µm²; asked, which. */
function model(asked: string[] = []): CostModel {
  return {
    fidelity: "counts",
    cost: ({ key }) => (Number(key) < 100 ? { areaUm2: Number(key), leakageNw: 2 * Number(key) } : undefined),
    energy: ({ key }) => {
      asked.push(key);
      if (key === "13") throw new Error("13 does not move");
      const cycle = { switching: 4 * Number(key), internal: 5 * Number(key), clock: Number(key) };
      return { load: cycle, hold: cycle };
    },
    top: () => {
      throw new Error("there is no top");
    },
  };
}

const LENGTH = 3;

/** A part whose module has the area that a digit says, or that the place of the row says. */
function partOf(areas: readonly number[], along: boolean, isCopiedAlong: boolean, asked: string[] = []) {
  const digit = new Digit(areas.length, along ? undefined : 0);
  const sources = [{ priced: new PricedComponents(model(asked)), isComplete: false }];
  const price = new DerivedCell({
    length: LENGTH,
    inputs: [digit],
    make: (place) => new PartPrice([component(areas[digit.idAt(place)] ?? 0)], sources),
    keyOf: ({ components }) => components[0]?.key ?? "",
  });
  price.update();
  const part = { price, isCopiedAlong, otherCopies: () => 2 } as unknown as PartCells;
  return { digit, price, columns: new PartColumns(part, 0, LENGTH) };
}

describe("PartColumns", () => {
  it("gives costs without asking for an energy, and each energy once", () => {
    const asked: string[] = [];
    const { digit, price, columns } = partOf([7, 8, 7], false, false, asked);
    expect([...columns.costs()]).toEqual([7, 14]);
    expect(asked).toEqual([]);
    for (digit.state = 0; digit.state < 3; digit.state++) {
      price.update();
      expect([...columns.energies()]).toEqual([
        digit.state === 1 ? 80 : 70,
        digit.state === 1 ? 80 : 70,
        digit.state === 1 ? 8 : 7,
      ]);
    }
    expect(asked).toEqual(["7", "8"]);
  });

  it("has a list of each number along the row", () => {
    const { columns } = partOf([1, 2, 3], true, false);
    expect(columns.costRows().map((row) => [...row])).toEqual([
      [1, 2, 3],
      [2, 4, 6],
    ]);
  });

  it("is known where the source knows all designs of the row", () => {
    expect(partOf([1, 2, 3], true, false).columns.isKnown()).toBe(true);
    expect(partOf([1, 200, 3], true, false).columns.isKnown()).toBe(false);
  });

  it("gives NaN where an energy cannot be worked out; the price itself gives the error", () => {
    const { price, columns } = partOf([13, 1, 2], true, false);
    expect([...(columns.energyRows()[0] ?? [])]).toEqual([Number.NaN, 10, 20]);
    expect(() => price.at(0).energyOf(0)).toThrow("13 does not move");
  });
});

describe("RowSums.into(sums)", () => {
  it("adds what stands once, what is copied along the row, and what changes along it", () => {
    const once = partOf([7, 7, 7], false, false).columns;
    const copied = partOf([5, 5, 5], false, true).columns;
    const changing = partOf([1, 2, 3], true, false).columns;
    const copies = Float64Array.of(10, 20, 30);
    const sums = [new Float64Array(LENGTH), new Float64Array(LENGTH)];
    new RowSums("costs", [once, copied, changing], copies, 2).into(sums);
    // Each part has two copies besides.
    expect([...(sums[0] ?? [])]).toEqual([2 * (7 + 50 + 1), 2 * (7 + 100 + 2), 2 * (7 + 150 + 3)]);
    expect([...(sums[1] ?? [])]).toEqual([4 * (7 + 50 + 1), 4 * (7 + 100 + 2), 4 * (7 + 150 + 3)]);
  });
});

describe("addProducts(sums, a, b, factor)", () => {
  it("adds at each place", () => {
    const sums = Float64Array.of(1, 1);
    addProducts(sums, Float64Array.of(2, 3), Float64Array.of(10, 100), 2);
    expect([...sums]).toEqual([41, 601]);
  });
});
