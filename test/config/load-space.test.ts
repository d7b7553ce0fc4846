import { describe, expect, it } from "vitest";

import { parseSpace } from "../../src/config/load-space.ts";
import { InputError } from "../../src/core/errors.ts";
import { GENERATORS } from "../explore/fake-generators.ts";
import { anyName } from "../support/any-name.ts";

const MINIMAL = {
  name: "s",
  technology: "asap7",
  workload: "w",
  clockMhz: 100,
  blocks: [{ generator: "plain" }],
  objectives: [{ metric: "areaUm2" }, { metric: "tops" }],
};

function faultsOf(changes: object): readonly string[] {
  try {
    parseSpace({ ...MINIMAL, ...changes }, "S.json", GENERATORS, anyName);
  } catch (error) {
    if (error instanceof InputError) return error.message.split("\n");
    throw error;
  }
  return [];
}

function faultsOfAxes(parameters: object): readonly string[] {
  return faultsOf({ blocks: [{ generator: "plain" }, { generator: "lut", parameters }] });
}

describe("parseSpace(json, where, generators)", () => {
  it("fills in seed, picks, the better direction of each metric and the defaults of parameters", () => {
    expect(parseSpace(MINIMAL, "S.json", GENERATORS, anyName)).toEqual({
      ...MINIMAL,
      seed: 1,
      blocks: [{ generator: "plain", parameters: { tileInputs: 8, tileOutputs: 8, inputs: 256, outputs: 64 } }],
      constraints: [],
      objectives: [
        { metric: "areaUm2", direction: "minimize" },
        { metric: "tops", direction: "maximize" },
      ],
      pick: ["knee"],
    });
  });

  it("keeps a fidelity that is stated", () => {
    expect(parseSpace({ ...MINIMAL, fidelity: "counts" }, "S.json", GENERATORS, anyName).fidelity).toBe("counts");
  });

  it("keeps a direction that is stated", () => {
    const objectives = [{ metric: "utilisation", direction: "minimize" }];
    expect(parseSpace({ ...MINIMAL, objectives }, "S.json", GENERATORS, anyName).objectives).toEqual(objectives);
  });

  it.each<[object, string]>([
    [{ objectives: [] }, "S.json: /objectives: got [], expected a list of one or more objectives"],
    [{ clockMhz: 0 }, "S.json: /clockMhz: got 0, expected a clock in MHz from 0.001 to 100000"],
    [{ seed: -1 }, "S.json: /seed: got -1, expected an integer from 0 to 4294967295"],
    [{ fidelity: "exact" }, 'S.json: /fidelity: got "exact", expected one of counts, characterised'],
    [{ blocks: [] }, "S.json: /blocks: got [], expected a list of one or more blocks"],
    [
      { constraints: [{ metric: "ge" }] },
      'S.json: /constraints/0: got {"metric":"ge"}, expected a "minimum" or a "maximum"',
    ],
    [
      { constraints: [{ metric: "ge", minimum: 3, maximum: 2 }] },
      "S.json: /constraints/0: got minimum 3 and maximum 2, expected minimum ≤ maximum",
    ],
    [
      { constraints: [{ metric: "ge", max: 2 }] },
      'S.json: /constraints/0: got unknown key "max", expected one of metric, minimum, maximum (did you mean "maximum"?)',
    ],
    [
      { objectives: [{ metric: "ge" }, { metric: "ge" }] },
      'S.json: /objectives/1/metric: got "ge" again, expected each metric once',
    ],
    [
      { equalThroughput: { baselines: ["lut"] } },
      'S.json: /equalThroughput/baselines/0: got "lut", expected a generator that has a block: plain',
    ],
  ])("explains %j", (changes, message) => {
    expect(faultsOf(changes)).toEqual([message]);
  });

  it("names the metrics, and the nearest one, for an unknown metric", () => {
    const [fault] = faultsOf({ objectives: [{ metric: "areaUm" }] });
    expect(fault).toMatch(
      /^S\.json: \/objectives\/0\/metric: got "areaUm", expected a metric of cores: areaUm2, ge, .* \(did you mean "areaUm2"\?\)$/,
    );
  });

  it("names the nearest pick for an unknown pick", () => {
    const [fault] = faultsOf({ pick: ["knee", "smalest areaUm2"] });
    expect(fault).toContain('S.json: /pick/1: got "smalest areaUm2"');
    expect(fault).toContain('(did you mean "smallest areaUm2"?)');
  });

  it.each<[object, string]>([
    [{ tables: 0 }, "/tables: got 0, expected an integer from 1 to 256"],
    [{ tables: [1, 300] }, "/tables/1: got 300, expected an integer from 1 to 256"],
    [{ tables: [] }, "/tables: got [], expected a list of one or more values, each once"],
    [{ tables: [2, 2] }, "/tables: got [2,2], expected a list of one or more values, each once"],
    [{ tables: { from: 4, to: 2 } }, '/tables/to: got 2, expected at least "from", 4'],
    [{ tables: { from: 1, to: 8, factor: 1 } }, "/tables/factor: got 1, expected a number above 1"],
    [{ tables: { from: 1, to: 900, step: 2 } }, "/tables/to: got 900, expected an integer from 1 to 256"],
    [{ tables: { from: 1, step: 2 } }, '/tables: got no "to", expected an integer from 1 to 256'],
    [
      { tables: { times: "fetcher", factors: [1] } },
      '/tables/times: got "fetcher", expected one of groupSize, tables, fetchers, inputs, outputs, pipelineFetch, pipelineReduce (did you mean "fetchers"?)',
    ],
    [
      { tables: { times: "tables", factors: [1] } },
      '/tables/times: got "tables", expected a parameter that does not depend on tables itself',
    ],
    [
      { shape: ["fixed", "runtim"] },
      '/shape/1: got "runtim", expected one of runtime, fixed (did you mean "runtime"?)',
    ],
    [{ shape: { from: 1, to: 2 } }, '/shape: got {"from":1,"to":2}, expected one of runtime, fixed'],
    [
      { tables: { when: { groupSize: 7 }, values: 2 } },
      "/tables/when/groupSize: got 7, expected an integer from 1 to 6",
    ],
    [
      { tables: { when: {}, values: 2 } },
      "/tables/when: got {}, expected an object from parameter names to a value or a list of values",
    ],
    [{ tables: { when: { groupSize: 2 } } }, '/tables: got no "values", expected a value'],
    [
      { tables: { when: { groupSize: 2 }, values: [2, "x"] } },
      '/tables/values/1: got "x", expected an integer from 1 to 256',
    ],
  ])("explains the axis %j", (parameters, message) => {
    expect(faultsOfAxes(parameters)).toEqual([`S.json: /blocks/1/parameters${message}`]);
  });

  it("refuses a list of more than a hundred thousand values in linear time", () => {
    const tables = Array.from({ length: 200_000 }, (_, i) => (i % 256) + 1);
    expect(faultsOfAxes({ tables })).toEqual([
      "S.json: /blocks/1/parameters/tables: got 200000 items, expected at most 100000",
    ]);
  });

  it("counts the designs of a block before it makes one", () => {
    const wide = { from: 1, to: 65_536, factor: 1.0000000001 };
    const bytes = { from: 1, to: 256 };
    expect(faultsOfAxes({ inputs: wide, outputs: wide, tables: bytes, fetchers: bytes, groupSize: [1, 2, 3] })).toEqual(
      [],
    );
    expect(
      faultsOfAxes({
        inputs: wide,
        outputs: wide,
        tables: bytes,
        fetchers: bytes,
        groupSize: { from: 1, to: 6 },
        activation: ["int4", "int8", "int16"],
        pipelineFetch: [0, 1],
      }),
    ).toEqual([
      `S.json: /blocks/1/parameters: got ${36n * 2n ** 48n} designs, expected at most ${2n ** 53n - 1n} (2⁵³ − 1)`,
    ]);
  });

  it("finds parameters that depend on each other in a circle", () => {
    const faults = faultsOfAxes({
      tables: { times: "fetchers", factors: [1] },
      fetchers: { when: { tables: 3 }, values: 2 },
    });
    expect(faults).toEqual([
      'S.json: /blocks/1/parameters/tables/times: got "fetchers", expected a parameter that does not depend on tables itself',
      'S.json: /blocks/1/parameters/fetchers/when/tables: got "tables", expected a parameter that does not depend on fetchers itself',
    ]);
  });
});
