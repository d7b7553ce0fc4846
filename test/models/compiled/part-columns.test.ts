import { describe, expect, it } from "vitest";
import type { Component } from "../../../generators/contract/index.ts";
import { DerivedCell, Digit } from "../../../models/compiled/cells.ts";
import { Walk } from "../../../models/compiled/walk.ts";
import type { PartCells } from "../../../models/compiled/design-cells.ts";
import { PartColumns } from "../../../models/compiled/part-columns.ts";
import { RowMemory } from "../../../models/compiled/kernels/row-memory.ts";
import { PartPrice } from "../../../models/compiled/part-price.ts";
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

const COPIES = Float64Array.of(10, 20, 30);
const LENGTH = COPIES.length;

/** A part whose module has the area that a digit says, or that the place of the row says. */
function partOf(areas: readonly number[], along: boolean, isCopiedAlong: boolean, asked: string[] = []) {
  const digit = new Digit(new Walk(), areas.length, along ? undefined : 0);
  const sources = [{ priced: new PricedComponents(model(asked)), isComplete: false }];
  const price = new DerivedCell({
    length: LENGTH,
    inputs: [digit],
    make: (place) => new PartPrice([component(areas[digit.idAt(place)] ?? 0)], sources),
    keyOf: ({ key }) => key,
  });
  const part = { price, isCopiedAlong, otherCopies: () => 2 } as unknown as PartCells;
  return { digit, price, columns: new PartColumns(part, 0, COPIES, new RowMemory()) };
}

describe("PartColumns", () => {
  it("gives costs without asking for an energy, and each energy once", () => {
    const asked: string[] = [];
    const { digit, columns } = partOf([7, 8, 7], false, false, asked);
    expect([...(columns.costs().same ?? [])]).toEqual([7, 14]);
    expect(asked).toEqual([]);
    for (digit.state = 0; digit.state < 3; digit.state++) {
      expect([...(columns.energies().same ?? [])]).toEqual([
        digit.state === 1 ? 80 : 70,
        digit.state === 1 ? 80 : 70,
        digit.state === 1 ? 8 : 7,
      ]);
    }
    expect(asked).toEqual(["7", "8"]);
  });

  it("has a list of each number along the row, of all copies", () => {
    const { columns } = partOf([1, 2, 3], true, true);
    const { same, lists } = columns.costs();
    expect(same).toBeUndefined();
    expect(lists.map(({ numbers }) => [...numbers])).toEqual([
      [10, 2 * 20, 3 * 30],
      [2 * 10, 4 * 20, 6 * 30],
    ]);
  });

  it("has one number where all designs of the row have the same", () => {
    expect([...(partOf([5, 5, 5], true, true).columns.costs().same ?? [])]).toEqual([5, 10]);
  });

  it("is known where the source knows all designs of the row", () => {
    expect(partOf([1, 2, 3], true, false).columns.isKnown()).toBe(true);
    expect(partOf([1, 200, 3], true, false).columns.isKnown()).toBe(false);
  });

  it("gives NaN where an energy cannot be worked out; the price itself gives the error", () => {
    const { price, columns } = partOf([13, 1, 2], true, false);
    expect([...(columns.energies().lists[0]?.numbers ?? [])]).toEqual([Number.NaN, 10, 20]);
    expect(() => price.at(0).energyOf(0)).toThrow("13 does not move");
  });
});
