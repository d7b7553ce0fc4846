import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { modulesOf, ModuleBuilder, type Module, type Ports } from "../../src/hdl/index.ts";
import { countModule } from "../../src/hdl/ledger.ts";
import { Simulator } from "../../src/hdl/simulate.ts";
import { gatedName, withClockGates } from "../../src/hdl/with-clock-gates.ts";
import { anyModule, gatedModuleOf, moduleOf } from "../support/random-module.ts";

/** What a module gives in each of 10 cycles, in the first and sixth of which it is reset. */
function outputsOf(module: Module, seed: number): string[] {
  const random = new Random(seed);
  const simulator = new Simulator(module);
  return Array.from({ length: 10 }, (_, cycle) => {
    simulator.set("rst", cycle % 5 === 0 ? 1n : 0n);
    for (const { name, width } of module.inputs) simulator.set(name, BigInt(random.integer(0, 2 ** width - 1)));
    simulator.evaluate();
    const seen = module.outputs.map(({ name }) => simulator.get(name)).join(" ");
    simulator.clock();
    return seen;
  });
}

/** A store of 3 words of 8 bits. */
function store(): Module {
  const m = new ModuleBuilder<Ports>("store");
  const address = m.input("address", 2);
  const words = m.memory("words", 8, 3);
  m.write(words, m.input("write", 1), address, m.input("data", 8));
  return m.build({ word: m.read(words, address) });
}

describe("withClockGates(module, leastBits)", () => {
  it("changes nothing that can be seen, for 500 random modules with memories and children", () => {
    fc.assert(
      fc.property(anyModule, fc.nat(), fc.constantFrom(1, 4, 8), (recipe, seed, leastBits) => {
        const module = moduleOf(recipe);
        expect(outputsOf(withClockGates(module, leastBits), seed)).toEqual(outputsOf(module, seed));
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it("gives each word of a memory a gate of its own", () => {
    expect(countModule(withClockGates(store(), 8))).toMatchObject({
      plainFlipFlops: 24,
      clockGates: 3,
      memoryBits: 0,
      muxBits: 16,
    });
  });

  it("renames modules with a clock, their children included, and leaves the others as they are", () => {
    const parent = new ModuleBuilder<Ports>("parent");
    const plain = new ModuleBuilder<Ports>("through");
    const through = plain.build({ y: plain.input("a", 8) });
    const a = parent.instance("u", through, { a: parent.input("a", 8) })["y"];
    const inputs = { address: parent.input("at", 2), write: parent.input("write", 1), data: a ?? parent.input("b", 8) };
    const top = parent.build({ word: parent.instance("s", store(), inputs)["word"] ?? inputs.data });
    const names = modulesOf(withClockGates(top, 8)).map(({ name }) => name);
    expect(names).toEqual(["through", gatedName("store"), gatedName("parent")]);
    expect(withClockGates(through, 8)).toBe(through);
  });

  it("is one module for one module", () => {
    const module = store();
    expect(withClockGates(module, 8)).toBe(withClockGates(module, 8));
    expect(withClockGates(module, 8)).not.toBe(withClockGates(module, 4));
  });

  it("refuses a module that has clock gates", () => {
    const [recipe] = fc.sample(
      anyModule.filter(({ registers }) => registers.length > 0 && registers.every(({ isEnabled }) => isEnabled)),
      { seed: 1, numRuns: 1 },
    );
    if (recipe === undefined) throw new Error("no recipe");
    expect(() => withClockGates(gatedModuleOf(recipe), 1)).toThrow(/expected a module without clock gates/);
  });
});
