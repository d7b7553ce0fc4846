import { describe, expect, it } from "vitest";
import { GENERATORS as REAL } from "../../generators/registry.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { pointsOf } from "../../src/config/points.ts";
import { countSettings, labelsOf, settingsOf, type SettingAxes } from "../../src/config/settings.ts";
import { InputError } from "../../src/core/errors.ts";
import { GENERATORS } from "../explore/fake-generators.ts";
import { anyName } from "../support/any-name.ts";

const ONE: SettingAxes = { technology: "asap7", clockMhz: 500, workload: "w" };

function spaceWith(changes: object) {
  const blocks = [{ generator: "plain", parameters: { tileInputs: [1, 2, 3] } }];
  const json = { name: "s", ...ONE, blocks, objectives: [{ metric: "areaUm2" }], ...changes };
  return parseSpace(json, "S.json", GENERATORS, anyName);
}

function faultsOf(changes: object): readonly string[] {
  try {
    spaceWith(changes);
  } catch (error) {
    if (error instanceof InputError) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("settingsOf(axes)", () => {
  it("is one setting where everything has one value, and nothing tells it from others", () => {
    const settings = settingsOf({ ...ONE, memory: { dram: "hbm2" } });
    expect(settings).toEqual([{ ...ONE, memory: { dram: "hbm2" } }]);
    expect(labelsOf(settings)).toEqual([{}]);
  });

  it("goes through technologies, then clocks, memories and workloads, the last fastest", () => {
    const axes = { technology: ["a", "b"], clockMhz: [300, 100], workload: ["w", "v"] };
    const short = settingsOf(axes).map(
      ({ technology, clockMhz, workload }) => `${technology}${clockMhz}${JSON.stringify(workload)}`,
    );
    expect(short).toEqual(["a300", "a100", "b300", "b100"].flatMap((one) => [`${one}"w"`, `${one}"v"`]));
  });

  it("combines the parts of a memory that are lists, and takes lists of memories one after the other", () => {
    const memories = (memory: SettingAxes["memory"] & object) =>
      settingsOf({ ...ONE, memory }).map((each) => each.memory);
    expect(memories({ dram: ["lpddr5", "hbm2"], weightBufferBits: [1024, 2048] })).toEqual([
      { dram: "lpddr5", weightBufferBits: 1024 },
      { dram: "lpddr5", weightBufferBits: 2048 },
      { dram: "hbm2", weightBufferBits: 1024 },
      { dram: "hbm2", weightBufferBits: 2048 },
    ]);
    expect(memories([{}, { dram: ["ddr3", "hbm2"], sram: "x" }])).toEqual([
      {},
      { dram: "ddr3", sram: "x" },
      { dram: "hbm2", sram: "x" },
    ]);
  });

  it.each<[SettingAxes["clockMhz"], readonly number[]]>([
    [
      [0.5, 100.25],
      [0.5, 100.25],
    ],
    [{ from: 100, to: 350, step: 100 }, [100, 200, 300]],
    [{ from: 1, to: 3 }, [1, 2, 3]],
    [{ from: 50, to: 450, factor: 3 }, [50, 150, 450]],
  ])("spells out the clocks %j", (clockMhz, expected) => {
    expect(settingsOf({ ...ONE, clockMhz }).map((setting) => setting.clockMhz)).toEqual(expected);
  });

  it("has as many as countSettings says", () => {
    const memory = { dram: ["x", "y", "z"] };
    const axes = { technology: ["a", "b"], clockMhz: { from: 1, to: 5 }, memory, cores: { from: 1, to: 4, factor: 2 } };
    expect(settingsOf(axes)).toHaveLength(90);
    expect(countSettings(axes)).toBe(90);
    expect(
      settingsOf(axes)
        .slice(0, 4)
        .map(({ cores }) => cores),
    ).toEqual([1, 2, 4, 1]);
  });
});

describe("labelsOf(settings)", () => {
  it("says what differs, parts of memories by their own names", () => {
    const own = { bandwidthGBps: 51.2, energyPjPerBit: 7, source: "me" };
    const settings = settingsOf({ ...ONE, clockMhz: [100, 200], memory: [{ dram: own }, { sram: "x" }] });
    expect(labelsOf(settings)).toEqual([
      { clockMhz: 100, dram: "51.2 GB/s at 7 pJ/bit", sram: "default" },
      { clockMhz: 100, dram: "default", sram: "x" },
      { clockMhz: 200, dram: "51.2 GB/s at 7 pJ/bit", sram: "default" },
      { clockMhz: 200, dram: "default", sram: "x" },
    ]);
  });

  it("names workloads that one design serves by what their numbers come to", () => {
    const workload = ["w", { of: ["a", "b"] }, { of: ["a", "b"], combine: "mean" as const, weights: [1, 3] }];
    expect(labelsOf(settingsOf({ ...ONE, workload })).map((label) => label["workload"])).toEqual([
      "w",
      "worst of a, b",
      "mean of 1 a, 3 b",
    ]);
  });

  it("has no name that a parameter of a generator has", () => {
    const memory = { dram: ["a", "b"], sram: ["a", "b"], weightBufferBits: [1, 2], nodeNm: [7, 5] };
    const axes = { technology: ["a", "b"], clockMhz: [1, 2], workload: ["a", "b"], memory, cores: [1, 2] };
    const names = Object.keys(labelsOf(settingsOf(axes))[0] ?? {});
    expect(names).toHaveLength(8);
    const parameters = REAL.flatMap(({ schema }) => schema.map(({ name }) => name));
    expect(names.filter((name) => parameters.includes(name))).toEqual([]);
  });
});

describe("pointsOf(space)", () => {
  const points = pointsOf(spaceWith({ clockMhz: [100, 200], technology: ["a", "b"] }), GENERATORS);

  it("has all designs of the first setting, then of the second, and so on", () => {
    expect(points.count).toBe(12);
    const seen = Array.from({ length: 12 }, (_, index) => points.at(index));
    expect(seen.map(({ parameters }) => parameters["tileInputs"])).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
    expect(seen.map(({ setting }) => `${setting?.["technology"]}${setting?.["clockMhz"]}`)).toEqual(
      ["a100", "a200", "b100", "b200"].flatMap((text) => [text, text, text]),
    );
  });

  it("visits them with their part, which knows its setting", () => {
    const settings: number[] = [];
    points.visit(2, 8, (_index, _generator, _values, _illegal, { setting }) => settings.push(setting));
    expect(settings).toEqual([0, 1, 1, 1, 2, 2]);
    expect(points.settings[2]).toMatchObject({ technology: "b", clockMhz: 100 });
  });
});

describe("parseSpace(json) of settings", () => {
  it.each<[object, string]>([
    [
      { technology: ["a", "b", "a"] },
      'S.json: /technology: got ["a","b","a"], expected a list of one or more values, each once',
    ],
    [{ technology: [] }, "S.json: /technology: got [], expected a list of one or more values, each once"],
    [{ clockMhz: [100, 0] }, "S.json: /clockMhz/1: got 0, expected a clock in MHz from 0.001 to 100000"],
    [{ clockMhz: { from: 9, to: 3 } }, 'S.json: /clockMhz/to: got 3, expected at least "from", 9'],
    [{ clockMhz: { from: 0.5, to: 3 } }, "S.json: /clockMhz/from: got 0.5, expected an integer from 1 to 100000"],
    [
      { memory: { nodeNm: [7, -1] } },
      "S.json: /memory/nodeNm/1: got -1, expected a process node in nm, a number above 0",
    ],
    [
      { memory: [{}, { drum: "x" }] },
      'S.json: /memory/1: got unknown key "drum", expected one of dram, sram, weightBufferBits, nodeNm (did you mean "dram"?)',
    ],
    [
      { workload: [{ of: ["a", "b"], combine: "mean", weights: [1] }] },
      "S.json: /workload/0/weights: got [1], expected a list of weights, one for each workload",
    ],
    [
      { workload: ["w", { of: ["a", "b"], combine: "mean", weights: [1, 2, 3] }] },
      "S.json: /workload/1/weights: got 3 weights, expected one for each of 2 workloads",
    ],
    [
      { workload: { of: ["a", "b"], weights: [1, 2] } },
      "S.json: /workload/weights: got weights, expected none with the worst: they would not count",
    ],
    [
      { workload: { of: ["a"] } },
      'S.json: /workload/of: got ["a"], expected a list of two or more workloads, each once',
    ],
    [{ cores: [1, 0] }, "S.json: /cores/1: got 0, expected an integer from 1 to 1024"],
    [
      { cores: [1, 2] },
      'S.json: /objectives/0/metric: got areaUm2, which is of one core, expected a metric of all cores where "cores" is stated: systemAreaUm2, or one per token or second',
    ],
    [
      { clockMhz: { from: 1, to: 5001 }, technology: ["a", "b"] },
      "S.json: got 10002 settings (technologies × clocks × memories × workloads × cores), expected at most 10000",
    ],
  ])("explains %j", (changes, message) => {
    expect(faultsOf(changes)).toEqual([message]);
  });
});
