import { describe, expect, it } from "vitest";
import { entryCount } from "../../../generators/ternary-lut/entries.ts";
import { build, entriesBits, table } from "../../../generators/ternary-lut/table.ts";
import { adderLevels, depth } from "../../support/depth.ts";
import { countModule } from "../../../src/hdl/ledger.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";
import { visitNodes } from "../../../src/hdl/walk.ts";
import { packWords } from "../../support/pack.ts";

const shape = (groupSize: number) => ({ groupSize, activationBits: 8, adder: "ripple" }) as const;

describe("build({ groupSize, activationBits })", () => {
  it.each([1, 2, 3, 4, 5, 6])("µ = %d has E − µ adders, ⌈log2 µ⌉ in series, and nothing else", (groupSize) => {
    const module = build(shape(groupSize));
    let adders = 0;
    visitNodes(module, (signal) => {
      if (signal.kind === "binary") adders++;
    });
    expect(adders).toBe(entryCount(groupSize) - groupSize);
    expect(depth(module, adderLevels)).toBe(Math.ceil(Math.log2(groupSize)));
    const { adderBits, ...rest } = countModule(module);
    expect(Object.values(rest).every((count) => count === 0)).toBe(true);
    expect(adderBits > 0).toBe(groupSize > 1);
  });

  it("prefix: only gates, at most ten levels for each adder in series", () => {
    for (const groupSize of [2, 3, 4, 5, 6]) {
      const module = build({ ...shape(groupSize), adder: "prefix" });
      const { andBits, orBits, xorBits, notBits, ...rest } = countModule(module);
      expect(Object.values(rest).every((count) => count === 0)).toBe(true);
      expect(Math.min(andBits, orBits, xorBits, notBits)).toBeGreaterThan(0);
      // An adder of w + 1 bits: two XORs around ⌈log2 w⌉ carry cells of two levels; later ones are wider.
      const adders = Math.ceil(Math.log2(groupSize));
      expect(depth(module)).toBeLessThanOrEqual(adders * (2 + 2 * 4));
    }
  });

  it.each(["ripple", "prefix"] as const)("µ = 2: x0, −x0 + x1, x1, x0 + x1, all 256 pairs of int4, %s", (adder) => {
    const simulator = new Simulator(build({ groupSize: 2, activationBits: 4, adder }));
    for (let pair = 0; pair < 256; pair++) {
      const [x0, x1] = [(pair % 16) - 8, (pair >> 4) - 8];
      simulator.set("activations", packWords([x0, x1], 4));
      simulator.evaluate();
      const entries = simulator.get("entries");
      const read = (offset: bigint, width: number): number => Number(BigInt.asIntN(width, entries >> offset));
      expect([read(0n, 4), read(4n, 5), read(9n, 4), read(13n, 5)]).toEqual([x0, x1 - x0, x1, x0 + x1]);
    }
  });
});

describe("table({ storage })", () => {
  it("register stores the entries, combinational the activations", () => {
    const flipFlops = (storage: "register" | "combinational"): number =>
      countModule(table({ ...shape(3), storage, stages: 0 })).enableFlipFlops;
    expect(flipFlops("register")).toBe(entriesBits(3, 8));
    expect(flipFlops("combinational")).toBe(24);
  });

  it.each(["register", "combinational"] as const)("%s holds its group until the next load", (storage) => {
    const simulator = new Simulator(table({ ...shape(1), activationBits: 4, storage, stages: 0 }));
    const cycle = (load: bigint, activations: bigint): bigint => {
      simulator.set("load", load);
      simulator.set("activations", activations);
      simulator.evaluate();
      const entries = simulator.get("entries");
      simulator.clock();
      return entries;
    };
    expect([cycle(1n, 5n), cycle(0n, 6n), cycle(1n, 7n), cycle(0n, 0n)]).toEqual([0n, 5n, 5n, 7n]);
  });

  it("with a stage holds activations from load to load and entries from fill to fill", () => {
    const staged = table({ ...shape(2), activationBits: 4, storage: "register", stages: 1 });
    expect(countModule(staged).enableFlipFlops).toBe(2 * 4 + entriesBits(2, 4));
    const simulator = new Simulator(staged);
    const cycle = (load: bigint, fill: bigint, pair: readonly [number, number]): number => {
      simulator.set("load", load);
      simulator.set("fill", fill);
      simulator.set("activations", packWords(pair, 4));
      simulator.evaluate();
      const sum = Number(BigInt.asIntN(5, simulator.get("entries") >> 13n));
      simulator.clock();
      return sum;
    };
    const sums = [
      cycle(1n, 0n, [1, 2]),
      cycle(1n, 1n, [3, 4]),
      cycle(0n, 0n, [5, 6]),
      cycle(0n, 1n, [5, 6]),
      cycle(0n, 0n, [5, 6]),
    ];
    expect(sums).toEqual([0, 0, 3, 3, 7]);
  });
});
