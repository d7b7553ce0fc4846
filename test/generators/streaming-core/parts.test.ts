import { describe, expect, it } from "vitest";
import type { Component } from "../../../generators/contract/index.ts";
import { multiplicities, type Signal } from "../../../src/hdl/index.ts";
import { countModule, type Ledger } from "../../../src/hdl/ledger.ts";
import { randomDesigns, SMALL } from "../../support/random-design.ts";

describe("generator.components(values)", () => {
  it("is a walk of generator.elaborate(values): names, numbers and ledgers, for 60 random designs", () => {
    for (const { generator, parameters, label } of randomDesigns(60, 4, SMALL)) {
      const components = generator.components(parameters);
      const top = generator.elaborate(parameters);
      const walked = [...multiplicities(top)].filter(([module]) => module !== top);
      const listed = new Map<string, number>();
      for (const each of components) listed.set(each.moduleName(), each.count + (listed.get(each.moduleName()) ?? 0));
      expect(listed, label).toEqual(new Map(walked.map(([module, count]) => [module.name, count])));
      for (const component of components) {
        const [inTree] = walked.find(([module]) => module.name === component.moduleName()) ?? [];
        expect(countModule(component.build()), `${label}: ${component.moduleName()}`).toEqual(
          inTree === undefined ? undefined : countModule(inTree),
        );
      }
    }
  });

  it("leaves nothing out: the top module of generator.elaborate(values) holds no logic of its own", () => {
    for (const { generator, parameters, label } of randomDesigns(30, 5, SMALL)) {
      const { registers, memories, ...top } = generator.elaborate(parameters);
      expect([...registers, ...memories], label).toEqual([]);
      const ledger = countModule({ registers, memories, ...top });
      expect(
        Object.values(ledger).reduce((sum, count) => sum + count),
        label,
      ).toBe(0);
    }
  });

  it("names each module once, or once for each activity", () => {
    for (const { generator, parameters, label } of randomDesigns(60, 6, SMALL)) {
      const names = generator
        .components(parameters)
        .map((component) => `${component.moduleName()} ${component.activity.key}`);
      expect(new Set(names).size, label).toBe(names.length);
    }
  });

  it("gives one key to modules of one ledger only, over small and large random designs", () => {
    const large = { inputs: 20_000, outputs: 20_000, tables: 96, fetchers: 96, tileInputs: 300, tileOutputs: 96 };
    const known = new Map<string, { readonly ledger: Ledger; readonly name: string }>();
    let hits = 0;
    const check = (component: Component): void => {
      const first = known.get(component.key);
      const ledger = countModule(component.build());
      if (first === undefined) known.set(component.key, { ledger, name: component.moduleName() });
      else expect(ledger, `${component.key}: ${first.name} and ${component.moduleName()}`).toEqual(first.ledger);
      if (first !== undefined && first.name !== component.moduleName()) hits++;
    };
    const designs = [
      ...randomDesigns(60, 7, SMALL),
      ...randomDesigns(150, 8, large, "integers"),
      ...randomDesigns(20, 9, { ...large, tables: 24, fetchers: 24, tileInputs: 60 }, "floats"),
    ];
    for (const { generator, parameters } of designs)
      for (const component of generator.components(parameters)) check(component);
    // The test means nothing unless different modules share keys.
    expect(hits).toBeGreaterThan(5);
  });
});

/** The instance, the output and the bits of it that a signal at the top is; undefined: a port of the design. */
function sourceOf(signal: Signal, low = 0, bits = signal.width): object | undefined {
  switch (signal.kind) {
    case "slice":
      return sourceOf(signal.a, low + signal.low, bits);
    case "instanceOutput":
      return { instance: signal.instance.name, port: signal.port, low, bits };
    default:
      return undefined;
  }
}

describe("generator.top(values)", () => {
  it("is what generator.elaborate(values) puts together, bit by bit, for 90 random designs", () => {
    let parts = 0;
    for (const { generator, parameters, label } of randomDesigns(90, 10, SMALL)) {
      const { instances } = generator.elaborate(parameters);
      const widths = new Map(
        instances.flatMap(({ name, module, count }) =>
          module.outputs.map((port) => [`${name}.${port.name}`, port.width * count] as const),
        ),
      );
      const built = instances.map(({ name, module, count, inputs }) => {
        const sources = Object.entries(inputs).map(([port, signal]) => [port, sourceOf(signal)] as const);
        return { name, module: module.name, count, inputs: Object.fromEntries(sources.filter(([, from]) => from)) };
      });
      const stated = generator.top(parameters).map(({ name, moduleName, copies, inputs }) => {
        const sources = Object.entries(inputs).map(([port, { instance, port: from, low = 0, bits }]) => {
          if (bits !== undefined) parts++;
          return [port, { instance, port: from, low, bits: bits ?? widths.get(`${instance}.${from}`) }] as const;
        });
        return { name, module: moduleName, count: copies, inputs: Object.fromEntries(sources) };
      });
      expect(stated, label).toEqual(built);
    }
    expect(parts).toBeGreaterThan(5);
  });
});
