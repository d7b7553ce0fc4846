import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bufferTree } from "../../src/core/fan-out.ts";
import {
  add,
  and,
  bit,
  concat,
  constant,
  ModuleBuilder,
  replicate,
  xor,
  type Module,
  type Ports,
} from "../../src/hdl/index.ts";
import { fanOutOf, withNetLoads } from "../../src/hdl/fan-out.ts";
import { STEPS, timingGraph } from "../../src/hdl/timing-graph.ts";
import { anyModule, moduleOf } from "../support/random-module.ts";

/** `s` masks a word of `width` bits: it drives as many gates. */
function mask(width: number) {
  const m = new ModuleBuilder<Ports>(`mask${width}`);
  return m.build({ y: and(m.input("word", width), replicate(m.input("s", 1), width)) });
}

/** Output bits that share their net with another. */
function portBuffersOf(module: Module): number {
  return timingGraph(module).steps.filter((step) => STEPS[step] === "portBuffer").length;
}

describe("fanOutOf(module)", () => {
  it.each([1, 10, 11, 100, 101])("buffers a net that masks %d bits as bufferTree says", (width) => {
    const { buffers, ports } = fanOutOf(mask(width));
    const tree = bufferTree(width, 1);
    expect([buffers, ports.get("s")?.[0]]).toEqual([tree.buffers, tree.rootPins]);
    expect(ports.get("word")).toEqual(new Float64Array(width).fill(1));
  });

  it("counts an input of a full adder for three pins: five adders on one bit are two buffers", () => {
    const m = new ModuleBuilder<Ports>("adders");
    const [x, y, z] = [m.input("x", 1), m.input("y", 5), m.input("z", 5)];
    // Bits above the lowest are full adders; x is an operand of each.
    m.output("sum", add(add(replicate(x, 5), y), z));
    const graph = timingGraph(m.build());
    const total = withNetLoads(graph, (loads) => loads.total.slice());
    const node = graph.inputs.get("x")?.[0] ?? -1;
    expect(total[node]).toBe(1 + 1 + 4 * 3); // half sum, half carry, four full adders
  });

  it("counts a child's port for the pins behind its buffers, once for each copy that shares it", () => {
    const parent = (count: number): Module => {
      const m = new ModuleBuilder<Ports>(`parent${count}`);
      const [s, word] = [m.input("s", 1), m.input("word", 100)];
      m.output("y", m.repeat("part", count, mask(100), { s, word }).y);
      return m.build();
    };
    // Behind s of a child: 10 buffers. Two copies: 20 pins on one net, two readers of 10 pins each.
    expect(fanOutOf(parent(1)).buffers).toBe(0);
    const { buffers, ports } = fanOutOf(parent(2));
    expect([buffers, ports.get("s")?.[0]]).toEqual([2, 2]);
    expect(ports.get("word")?.[0]).toBe(2);
  });

  it("counts each copy's own bits where a port is dealt out", () => {
    const m = new ModuleBuilder<Ports>("dealt");
    const [s, word] = [m.input("s", 3), m.input("word", 4)];
    m.output("y", m.repeat("part", 3, mask(4), { s, word }).y);
    const { ports } = fanOutOf(m.build());
    expect([[...(ports.get("s") ?? [])], [...(ports.get("word") ?? [])]]).toEqual([
      [4], // one copy's bit stands for all
      [3, 3, 3, 3],
    ]);
  });

  it("counts no constant and no wire", () => {
    const m = new ModuleBuilder<Ports>("wires");
    const x = m.input("x", 2);
    m.output("y", concat(x, constant(1, 1)));
    m.output("z", xor(x, x));
    const { ports, buffers } = fanOutOf(m.build());
    expect([[...(ports.get("x") ?? [])], buffers]).toEqual([[2, 2], 0]);
  });

  it("counts a buffer at each output bit of a net that leaves at several, and what they load it with", () => {
    const m = new ModuleBuilder<Ports>("spread");
    const x = m.input("x", 2);
    m.output("y", replicate(bit(x, 0), 12));
    m.output("z", x);
    const { ports, buffers } = fanOutOf(m.build());
    const tree = bufferTree(13, 1);
    expect([[...(ports.get("x") ?? [])], buffers]).toEqual([[tree.rootPins, 0], 13 + tree.buffers]);
  });

  it("never has fewer buffers than the pins on its nets need, in any module", () => {
    fc.assert(
      fc.property(anyModule, (recipe) => {
        const module = moduleOf(recipe);
        const total = withNetLoads(timingGraph(module), (loads) => loads.total.slice());
        const { buffers, ports } = fanOutOf(module);
        const crowded = total.filter((pins) => pins > 10).length;
        const ofTrees = buffers - portBuffersOf(module);
        expect(ofTrees >= 0 && (ofTrees === 0 || crowded > 0)).toBe(true);
        for (const pins of ports.values()) for (const each of pins) expect(each).toBeGreaterThanOrEqual(0);
      }),
      { seed: 8, numRuns: 60 },
    );
  });
});
