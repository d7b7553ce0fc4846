import { describe, expect, it } from "vitest";

import { GENERATORS } from "../../generators/registry.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { loadWorkload } from "../../models/workload/workload.ts";
import { loadDesign } from "../../src/config/design.ts";
import { loadSpace } from "../../src/config/load-space.ts";
import { pointsOf } from "../../src/config/points.ts";
import { technologies, workloadNames } from "../../src/config/settings.ts";
import { anyName } from "../support/any-name.ts";

describe("examples", () => {
  it.each([
    ["bitnet", [10_000_000, 20_000_000]],
    ["bitnet-small", [50_000, 400_000]],
  ] as const)("examples/%s.json is a space of so many points that can serve every layer: %j", (name, [least, most]) => {
    const { space, directory } = loadSpace(`examples/${name}.json`, GENERATORS, anyName);
    expect(directory).toBe("examples");
    expect(technologies(space).map((each) => loadTechnology(each).name)).toEqual(["asap7"]);
    const widest = Math.max(
      ...loadWorkload([...workloadNames(space).keys()][0] ?? "").layers.map((layer) => layer.inputs),
    );
    for (const block of space.blocks) expect(block.parameters).toMatchObject({ inputs: widest, shape: "runtime" });
    expect(pointsOf(space, GENERATORS).count).toBeGreaterThanOrEqual(least);
    expect(pointsOf(space, GENERATORS).count).toBeLessThan(most);
  });

  it("examples/bitnet.json rules out no design but those whose keys are too wide", () => {
    const { space } = loadSpace("examples/bitnet.json", GENERATORS, anyName);
    const points = pointsOf(space, GENERATORS);
    const faults = new Set<string>();
    for (let index = 0; index < points.count; index += 9973)
      for (const { message } of points.generatorAt(index).conflicts(points.at(index).parameters))
        faults.add(message.replace(/^got \d+ /, ""));
    expect([...faults]).toEqual(["key bits per step, expected at most 65536"]);
  });

  it("examples/formats.json bounds the errors of native and aligned sums", () => {
    const { space } = loadSpace("examples/formats.json", GENERATORS, anyName);
    expect(space.constraints.map(({ metric }) => metric)).toEqual(["errorRms", "errorRmsHeavy"]);
    expect(pointsOf(space, GENERATORS).count).toBeLessThan(2000);
  });

  it.each(["fp16", "fp16-aligned"])("examples/%s.json is a legal design of 33 × 32 weights per step", (name) => {
    const design = loadDesign(`examples/${name}.json`, GENERATORS, anyName);
    expect(design.parameters).toMatchObject({ activation: "fp16", groupSize: 3, tables: 11, fetchers: 32 });
  });

  it("examples/design.json states every parameter that integers have a use for", () => {
    const design = loadDesign("examples/design.json", GENERATORS, anyName);
    expect(design).toMatchObject({ generator: "ternary-lut", parameters: { groupSize: 3, tables: 8, fetchers: 16 } });
  });
});
