import { describe, expect, it } from "vitest";
import type { NetlistModule } from "../../../src/eda/netlist/netlist.ts";
import { choosePolarity } from "../../../src/eda/yosys/polarity.ts";

const INVERTING = { sum: true, carry: true, flipFlop: true };

/** A chain a → adder 0 → adder 1 → … → y through sums; the other inputs come from logic. */
function chain(length: number): NetlistModule {
  const cells = Object.fromEntries(
    Array.from({ length }, (_, index) => [
      `fa${index}`,
      {
        hide_name: 0,
        type: "full_adder",
        parameters: {},
        attributes: {},
        connections: { a: [10 + index], b: [100 + index], c: [200 + index], sum: [11 + index], carry: [300 + index] },
      },
    ]),
  );
  const ports = { a: { direction: "input", bits: [10] }, y: { direction: "output", bits: [10 + length] } } as const;
  return { attributes: {}, ports, cells, netnames: {} };
}

const types = (module: NetlistModule) => Object.values(module.cells).map(({ type }) => type);

describe("choosePolarity(module, inverting)", () => {
  it("alternates inverting adders along a chain, so that an even one needs no inverter", () => {
    expect(types(choosePolarity(chain(4), INVERTING))).toEqual([
      "full_adder",
      "full_adder_dual",
      "full_adder",
      "full_adder_dual",
    ]);
  });

  it("leaves adders alone whose cells do not invert", () => {
    const plain = { sum: false, carry: false, flipFlop: false };
    expect(choosePolarity(chain(3), plain)).toEqual(chain(3));
  });

  it("puts the inverter of a lone inverting flip-flop in front of it", () => {
    const cell = {
      hide_name: 0,
      type: "$_DFF_P_",
      parameters: {},
      attributes: {},
      connections: { D: [2], C: [3], Q: [4] },
    };
    const module = { attributes: {}, ports: {}, cells: { q: cell }, netnames: {} };
    expect(types(choosePolarity(module as NetlistModule, INVERTING))).toEqual(["flip_flop_dual"]);
  });
});
