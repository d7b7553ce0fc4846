import { describe, expect, it } from "vitest";
import { ArrivalModel } from "../../models/cost/delay/arrivals.ts";
import { DELAY_TERMS, type DelayCoefficients } from "../../models/technology/prices.ts";
import { dealtPorts } from "../../src/hdl/dealt-ports.ts";
import { fanOutOf } from "../../src/hdl/fan-out.ts";
import {
  and,
  concat,
  type Module,
  ModuleBuilder,
  named,
  not,
  type Ports,
  type Signal,
  slice,
  xor,
} from "../../src/hdl/index.ts";
import { countToggles } from "../../src/hdl/toggles.ts";

const WORDS = 5;

/** Two bits of which one is read by more gates than a driver takes. */
function reader(): Module<Ports, { y: Signal }> {
  const m = new ModuleBuilder<Ports>("reader");
  const a = m.input("a", 2);
  const [low, high] = [slice(a, 0, 1), slice(a, 1, 1)];
  return m.build({ y: concat(...Array.from({ length: 12 }, (_, i) => xor(low, i % 2 === 0 ? high : not(high)))) });
}

/** Deals its port out among the readers, as it is or under another name, which is no port. */
function parent(through: (words: Signal) => Signal): Module {
  const m = new ModuleBuilder<Ports>("parent");
  const words = m.input("words", 2 * WORDS);
  const { y } = m.repeat<Ports, { y: Signal }>("reader", WORDS, reader(), { a: through(words) });
  return m.build({ q: m.registered("y_q", y) });
}

const asItIs = parent((words) => words);
const byName = parent((words) => named("each_word", words));

describe("dealtPorts(module)", () => {
  it("finds a port that only the copies of a child read, each its own bits", () => {
    expect([...dealtPorts(asItIs)].map(([signal, bits]) => [signal.kind, bits])).toEqual([["input", 2]]);
    expect(dealtPorts(byName).size).toBe(0);
  });

  it("leaves out a port that own logic, an output or a second child reads", () => {
    const also = (more: (m: ModuleBuilder<Ports>, words: Signal) => Ports): Module => {
      const m = new ModuleBuilder<Ports>("also");
      const words = m.input("words", 2 * WORDS);
      const { y } = m.repeat<Ports, { y: Signal }>("reader", WORDS, reader(), { a: words });
      return m.build({ y, ...more(m, words) });
    };
    expect(dealtPorts(also(() => ({}))).size).toBe(1);
    expect(dealtPorts(also((_, words) => ({ z: and(slice(words, 0, 1), slice(words, 1, 1)) }))).size).toBe(0);
    expect(dealtPorts(also((_, words) => ({ z: words }))).size).toBe(0);
    const second = also((m, words) => ({
      z: m.repeat<Ports, { y: Signal }>("other", WORDS, reader(), { a: words }).y,
    }));
    expect(dealtPorts(second).size).toBe(0);
  });

  it("changes neither paths nor buffers nor transitions, only the nodes that stand for them", () => {
    const loads = { pinsFf: [1, 2, 3, 1], bufferFf: 1, bufferRest: 0.5, portFf: 4 };
    const terms = Object.fromEntries(DELAY_TERMS.map((term, i) => [term, 1 + i])) as DelayCoefficients;
    const pathOf = (module: Module): number => new ArrivalModel(terms, loads).longestPath(module);
    expect(pathOf(asItIs)).toBe(pathOf(byName));
    expect(fanOutOf(asItIs).buffers).toBe(fanOutOf(byName).buffers);
    const words = Int32Array.from({ length: 3 * 2 * WORDS }, (_, i) => Math.imul(i + 1, 0x9e3779b1));
    const inputs = {
      words,
      "reader.y": Int32Array.from({ length: 3 * 12 * WORDS }, (_, i) => Math.imul(i, 0x85ebca6b)),
    };
    const count = (module: Module) => countToggles(module, { cycles: 3, inputs }, [0, 0, 0]);
    expect(count(asItIs)).toEqual(count(byName));
  });
});
