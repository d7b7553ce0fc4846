import { describe, expect, it } from "vitest";
import { RowMemory } from "../../../models/compiled/kernels/row-memory.ts";
import { fillOf, fillWith } from "../../../models/compiled/metric-rows.ts";
import { RowScratch } from "../../../models/compiled/row-scratch.ts";
import { RowTerms } from "../../../models/compiled/row-terms.ts";
import type { TokenRows } from "../../../models/compiled/token-rows.ts";
import { DesignTerms, METRIC_OF, NO_MEMORY } from "../../../models/evaluate/design-terms.ts";

const METRICS_WITH_LOOPS = [...METRIC_OF.keys()].filter((metric) => fillOf(metric) !== undefined);

const LENGTH = 20;
let drawn = 1;
const draw = (): number => (drawn = (drawn * 48_271) % 2_147_483_647) / 1e6;
const memory = new RowMemory();
const listOf = (numbers: readonly number[]): Float64Array => memory.listOf(numbers).numbers;
const row = (): Float64Array => listOf(Array.from({ length: LENGTH }, draw));

/** Any numbers of twenty designs. */
function anyRows(): RowTerms {
  const memories = Array.from({ length: LENGTH }, () => ({
    ...NO_MEMORY,
    sramAreaUm2: draw(),
    sramEnergyPerTokenUj: draw(),
    dramEnergyPerTokenUj: draw(),
    waitUs: draw(),
  }));
  const tokens = {
    rows: { inputs: row(), outputs: row(), keyBits: row(), loadsPerStep: row(), steps: row(), cycles: row() },
    memoryAt: (place: number) => memories[place],
    memoryRow: (field: "waitUs") => Float64Array.from(memories, (memory) => memory[field]),
  } as unknown as TokenRows;
  const costs = { areaUm2: row(), leakageNw: row(), pathPs: row(), loadFj: row(), holdFj: row(), idleFj: row() };
  const terms = new DesignTerms({ nand2AreaUm2: 0.08, clockMhz: 437, macsPerToken: 1e9, cores: 3 });
  return new RowTerms(terms, costs, tokens, new RowScratch(memory, LENGTH));
}

describe("fillOf(metric)", () => {
  it.each(METRICS_WITH_LOOPS)("gives %s of the designs in a list, bit for bit as its formula does", (metric) => {
    const rows = anyRows();
    const { places } = memory.places(LENGTH);
    places.set([0, 3, 4, 19, 7]);
    for (const count of [1, 4, 5]) {
      const [own, plain] = [memory.row(6), new Float64Array(6)];
      fillOf(metric)?.(rows, places, count, own);
      fillWith(METRIC_OF.get(metric)!, true)(rows, places, count, plain);
      expect([...own]).toEqual([...plain]);
      expect(own[0]).toBeGreaterThan(0);
      expect(own[count]).toBe(0);
    }
  });

  it("has loops for what sweeps ask for most", () => {
    expect(METRICS_WITH_LOOPS).toEqual(expect.arrayContaining(["areaUm2", "energyPerTokenUj", "latencyUs"]));
    expect(fillOf("toString")).toBeUndefined();
  });
});
