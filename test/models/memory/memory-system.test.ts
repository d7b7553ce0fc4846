import { describe, expect, it } from "vitest";

import { compileSchema } from "../../../models/memory/data-file.ts";
import { DRAM_KINDS, DRAM_PAGE_BITS } from "../../../models/memory/dram.ts";
import { flipFlopBitOf } from "../../../models/memory/flip-flop-bit.ts";
import { loadMemorySystem, memorySchema, type StatedMemory } from "../../../models/memory/memory-system.ts";
import { loadTechnology } from "../../../models/technology/index.ts";

function load(stated: StatedMemory, technology = "asap7") {
  return loadMemorySystem(stated, { technology: loadTechnology(technology), directory: ".", where: "s.json: /memory" });
}

describe("loadMemorySystem({}, {technology})", () => {
  it.each([
    ["asap7", { table: "cacti7-22nm", scaledFromNm: 22 }],
    ["sky130hd", { table: "ihp-sg13g2", scaledFromNm: 130, scaledFromV: 1.2 }],
    ["sg13g2", { table: "ihp-sg13g2" }],
  ])("takes LPDDR5 and for %s the table of the nearest node", (technology, origin) => {
    const memory = load({}, technology);
    expect(memory.dram.name).toBe("lpddr5");
    expect(memory.sram.origin).toMatchObject(origin);
    expect("scaledFromNm" in memory.sram.origin).toBe("scaledFromNm" in origin);
  });

  it("takes the node from the technology's process unless it is stated", () => {
    expect(load({ nodeNm: 16 }).sram.areaScale).toBeCloseTo(3.2 / 4.2109, 3);
    const technology = { ...loadTechnology("asap7"), process: "secret" };
    expect(() => loadMemorySystem({}, { technology, directory: ".", where: "s.json: /memory" })).toThrow(
      's.json: /memory/nodeNm: got no node: the process of asap7 is "secret"; expected the process node in nm here, or a technology imported with --node',
    );
  });
});

describe("loadMemorySystem(stated, {technology})", () => {
  it("takes a stated DRAM, SRAM table and weight buffer", () => {
    const dram = { bandwidthGBps: 100, energyPjPerBit: 4, source: "a data sheet" };
    const memory = load({ dram, sram: "orfs-fakeram7", weightBufferBits: 4096 });
    expect(memory).toMatchObject({ dram: { ...dram, evidence: "user" }, weightBufferBits: 4096 });
    expect(memory.sram.origin).toMatchObject({ table: "orfs-fakeram7" });
    expect(memory.sram.origin).not.toHaveProperty("scaledFromNm");
  });

  it("refuses unknown names with the names there are", () => {
    expect(() => load({ dram: "lpdr5" })).toThrow(
      /s.json: \/memory\/dram: got "lpdr5", expected one of lpddr5, lpddr4,/,
    );
    expect(() => load({ sram: "cacti" })).toThrow(/s.json: \/memory\/sram: got "cacti", expected one of cacti7-22nm,/);
  });
});

describe("memorySchema()", () => {
  const check = compileSchema<StatedMemory>(memorySchema());

  it("takes nothing, names, and a stated DRAM", () => {
    for (const legal of [
      {},
      { dram: "hbm2e", sram: "x.json" },
      { dram: { bandwidthGBps: 1, energyPjPerBit: 1, source: "s" } },
    ])
      expect(check(legal, "m")).toBe(legal);
  });

  it.each([
    [{ dram: 5 }, "m: /dram: got 5, expected one of lpddr5,"],
    [{ dram: { bandwidthGBps: 1, energyPjPerBit: 1 } }, 'm: /dram: got no "source"'],
    [{ weightBufferBits: 0 }, "m: /weightBufferBits: got 0, expected a buffer in bits, an integer from 1"],
    [{ dramm: "x" }, 'm: got unknown key "dramm", expected one of dram, sram, weightBufferBits, nodeNm'],
  ])("refuses %j", (json, message) => {
    expect(() => check(json, "m")).toThrow(message);
  });
});

describe("DRAM_KINDS", () => {
  it("states a source for every number", () => {
    expect(DRAM_PAGE_BITS).toBe(2048 * 8);
    for (const kind of DRAM_KINDS) {
      expect(kind.source, kind.name).toMatch(/https?:|doi|github|ISCA/);
      expect(kind.energyPjPerBit).toBeGreaterThan(1);
    }
  });
});

describe("flipFlopBitOf(technology)", () => {
  it("prices a bit of ASAP7 by its flip-flop DFFHQNx1", () => {
    const bit = flipFlopBitOf(loadTechnology("asap7"));
    // CLK 0.474736 fF and D 0.558822 fF at 0.7 V.
    expect(bit.accessEnergyFj).toBeCloseTo((0.474736 + 0.558822) * 0.49, 6);
    expect(bit.leakageNw).toBe(0.229737);
    expect(bit.areaUm2).toBeCloseTo(0.2916 + 3 * 0.05832, 6);
  });

  it.each([
    // Fitted areas of a memory bit in these technologies, version 0.1 of their files.
    ["asap7", 0.445443],
    ["sky130hd", 34.5138],
    ["sg13g2", 71.0123],
  ])("gives %s about the area that synthesis gives a memory bit, %d µm²", (technology, fittedUm2) => {
    expect(Math.abs(flipFlopBitOf(loadTechnology(technology)).areaUm2 / fittedUm2 - 1)).toBeLessThan(0.1);
  });

  it("refuses a technology without flip-flops", () => {
    const technology = { ...loadTechnology("asap7"), cells: [] };
    expect(() => flipFlopBitOf(technology)).toThrow("technology: got asap7 with no flip-flop with leakage");
  });
});
