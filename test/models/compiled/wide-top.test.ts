import { describe, expect, it } from "vitest";
import type { TopInstance, TopSource } from "../../../generators/contract/index.ts";
import { WideTop } from "../../../models/compiled/wide-top.ts";
import { arrivalModel } from "../../../models/cost/counts-model.ts";
import { TopModel } from "../../../models/cost/delay/critical-path.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { ModuleBuilder, not, type Module, type Ports } from "../../../src/hdl/index.ts";

const timing = new TopModel(arrivalModel(loadTechnology("asap7")));

/** Inverts `bits` bits. */
function inverter(bits: number): Module {
  const m = new ModuleBuilder<Ports>(`inverter${bits}`);
  m.output("y", not(m.input("x", bits)));
  return m.build();
}

function instance(name: string, bits: number, x?: TopSource): TopInstance {
  return {
    name,
    moduleName: `inverter${bits}`,
    key: name,
    activity: { key: name, trace: () => ({ cycles: 0, inputs: {}, phases: new Uint8Array(0) }) },
    build: () => inverter(bits),
    copies: 1,
    inputs: x === undefined ? {} : { x },
  };
}

/** The top of one driver of so many bits, and readers that are copied along a row. */
function wideTop(bits: number, ...readers: readonly TopInstance[]): WideTop {
  const widthOf = ({ name }: TopInstance) => (name === "driver" ? "narrow" : "copied");
  return new WideTop(timing, [instance("driver", bits), ...readers], widthOf, () => bits);
}

const Y: TopSource = { instance: "driver", port: "y" };

describe("new WideTop(timing, top, widthOf, totalBitsOf)", () => {
  it("crosses from the driver to each copied reader of all its bits", () => {
    const { crossings } = wideTop(1, instance("a", 1, Y), instance("b", 1, Y));
    expect(crossings.map(({ reader, isShared }) => [reader.name, isShared])).toEqual([
      ["a", true],
      ["b", true],
    ]);
    expect(wideTop(4, instance("a", 4, Y)).crossings).toHaveLength(1);
  });

  it("refuses copies that read a part of an output, or several bits beside other copies", () => {
    expect(() => wideTop(4, instance("a", 2, { ...Y, low: 1, bits: 2 }))).toThrow(
      "copies of a read a part of driver.y",
    );
    expect(() => wideTop(4, instance("a", 4, Y), instance("b", 4, Y))).toThrow("copies read driver.y beside others");
  });
});
