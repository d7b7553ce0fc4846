import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { ToggleMemory } from "../../src/hdl/toggle-memory.ts";
import { popcount } from "../../src/hdl/toggles.ts";

describe("ToggleMemory.count()", () => {
  it.each([1, 4, 7, 33_000])("adds the bits in which %d nets changed, and keeps what they are now", (nets) => {
    const random = new Random(nets);
    const memory = new ToggleMemory();
    memory.begin(nets);
    const [values, before, transitions] = [memory.list(), memory.list(), memory.list()];
    const expected = new Int32Array(nets);
    for (let cycle = 0; cycle < 5; cycle++) {
      const last = before.numbers.slice();
      for (let net = 0; net < nets; net++) {
        values.numbers[net] = random.integer(0, 2 ** 31 - 1) - random.integer(0, 2 ** 31 - 1);
        expected[net] = expected[net]! + popcount(values.numbers[net]! ^ last[net]!);
      }
      memory.count(values, before, transitions);
      expect(before.numbers).toEqual(values.numbers);
    }
    expect(transitions.numbers).toEqual(expected);
  });

  it("begins with zeros, whatever the module before left", () => {
    const memory = new ToggleMemory();
    memory.begin(6);
    memory.list().numbers.fill(-1);
    memory.begin(5);
    const [values, before, transitions] = [memory.list(), memory.list(), memory.list()];
    values.numbers[4] = 3;
    memory.count(values, before, transitions);
    expect([...transitions.numbers]).toEqual([0, 0, 0, 0, 2]);
  });
});
