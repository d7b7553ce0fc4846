import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { parseDevice } from "../../models/device/read-device.ts";
import { parseWorkload } from "../../models/workload/workload.ts";
import { checkName } from "../../src/cli/check-name.ts";
import { parseDesign } from "../../src/config/design.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { attempt } from "../../src/core/errors.ts";
import { readJson } from "../../src/json/json-file.ts";
import pcmo from "../../models/device/presets/pcmo.json" with { type: "json" };

/** Each mistake alone, and all in one file, must be told in the same words: none hides another, none is made up. */

type Read = (json: object) => unknown;

function faultsOf(read: Read, json: object): readonly string[] {
  return attempt(() => read(json)).faults.map(({ path, message }) => `${path}: ${message}`);
}

/** Holds the faults of a file with all changes against those of files with one each. */
function expectAllAtOnce(read: Read, legal: object, mistakes: Readonly<Record<string, (json: any) => void>>): void {
  expect(faultsOf(read, legal)).toEqual([]);
  const all = structuredClone(legal);
  const expected = Object.entries(mistakes).flatMap(([title, change]) => {
    const one = structuredClone(legal);
    change(one);
    change(all);
    const faults = faultsOf(read, one);
    expect(faults, title).toHaveLength(1);
    return faults;
  });
  expect(faultsOf(read, all).toSorted()).toEqual(expected.toSorted());
}

describe("all faults of a file in one round", () => {
  it("parseSpace: schema, rules, metrics, formulas and names, wherever they stand in a list", () => {
    const legal = {
      name: "s",
      technology: "asap7",
      workload: "bitnet-b1.58-2b-4t",
      clockMhz: [100, 200],
      blocks: [
        { generator: "ternary-lut", parameters: { groupSize: [2, 3], tables: { from: 1, to: 4 } } },
        { generator: "add-sub" },
      ],
      metrics: { edp: "energyPerTokenUj * latencyUs", twice: "edp * 2" },
      constraints: [
        { metric: "areaUm2", maximum: 5 },
        { metric: "tops", minimum: 1 },
        { metric: "edp", maximum: 9 },
      ],
      objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }, { metric: "twice" }],
      equalThroughput: { baselines: ["add-sub"] },
      pick: ["knee", "smallest edp", "smallest areaUm2"],
    };
    expectAllAtOnce((json) => parseSpace(json, "S.json", GENERATORS, checkName), legal, {
      "unknown key": (json) => (json.clock = 5),
      "wrong type": (json) => (json.seed = "one"),
      "value out of range": (json) => (json.blocks[0].parameters.groupSize[0] = 9),
      "unknown parameter": (json) => (json.blocks[0].parameters.colour = 1),
      "range upside down": (json) => (json.blocks[0].parameters.tables = { from: 5, to: 3 }),
      "formula of an unknown metric": (json) => (json.metrics.twice = "edp * latency"),
      "formula that is none, which another names": (json) => (json.metrics.edp = 3),
      "constraint with an unknown key": (json) => (json.constraints[0].max = 3),
      "constraint of an unknown metric": (json) => (json.constraints[1].metric = "area"),
      "constraint upside down": (json) => (json.constraints[2].minimum = 10),
      "objective that is none": (json) => (json.objectives[0] = "areaUm2"),
      "objective behind it that is unknown": (json) => (json.objectives[1].metric = "speed"),
      "baseline without a block": (json) => (json.equalThroughput.baselines = ["multiplier"]),
      "unknown pick": (json) => (json.pick[2] = "smallest area"),
    });
  });

  it("parseSpace: a space of update units, with a device that there is not", () => {
    const legal = {
      name: "s",
      technology: "asap7",
      clockMhz: 100,
      blocks: [{ generator: "synapse-update", parameters: { device: ["epiram", "pcmo"], lanes: [1, 2] } }],
      training: { epochs: 3, runs: 5 },
      objectives: [{ metric: "accuracy" }, { metric: "unitsAreaUm2" }],
    };
    expectAllAtOnce((json) => parseSpace(json, "S.json", GENERATORS, checkName), legal, {
      "missing key": (json) => delete json.technology,
      "unknown device": (json) => (json.blocks[0].parameters.device[1] = "epirom"),
      "lanes that are no number": (json) => (json.blocks[0].parameters.lanes[1] = "two"),
      "training that is none": (json) => (json.training = 7),
      "metric of cores": (json) => (json.objectives[1].metric = "topsPerMm2"),
    });
  });

  it("parseDesign: parameters, and conflicts that stand whatever the faulty ones are meant to be", () => {
    const legal = { generator: "ternary-lut", parameters: { tables: 8, fetchers: 16 } };
    expectAllAtOnce((json) => parseDesign(json, "D.json", GENERATORS, checkName), legal, {
      "unknown key": (json) => (json.params = {}),
      "unknown parameter": (json) => (json.parameters.fecthers = 3),
      "unknown word": (json) => (json.parameters.accumulator = "q"),
      "too many key bits": (json) => Object.assign(json.parameters, { tables: 1024, fetchers: 1024 }),
    });
  });

  it("parseDesign says nothing of a conflict that the right value may not have", () => {
    const parameters = { activation: "fp33", accumulator: "fp32" }; // fp32 sums go with fp16, and not with int8
    const read: Read = (json) => parseDesign(json, "D.json", GENERATORS, checkName);
    expect(faultsOf(read, { generator: "ternary-lut", parameters })).toEqual([
      expect.stringMatching(/^D\.json: \/parameters\/activation: got "fp33", /),
    ]);
  });

  it("parseDesign looks at the parameters of a generator that is misspelt", () => {
    const read: Read = (json) => parseDesign(json, "D.json", GENERATORS, checkName);
    expect(faultsOf(read, { generator: "ternary-lot", parameters: { groupSize: 9 } })).toEqual([
      expect.stringMatching(/^D\.json: \/generator: got "ternary-lot", .*\(did you mean "ternary-lut"\?\)$/),
      "D.json: /parameters/groupSize: got 9, expected an integer from 1 to 6",
    ]);
  });

  it("parseDevice and parseWorkload: shape and rules", () => {
    expectAllAtOnce((json) => parseDevice(json, "DEVICE.json"), pcmo, {
      "unknown key": (json) => (json.colour = "red"),
      "range upside down": (json) => (json.electrical.maximumS = json.electrical.minimumS / 2),
    });
    const workload = readJson(new URL("../../models/workload/bitnet-b1.58-3b.json", import.meta.url).pathname);
    expectAllAtOnce((json) => parseWorkload(json, "W.json"), Object(workload), {
      "unknown key": (json) => (json.colour = "red"),
      "missing title": (json) => delete json.title,
      "layer without outputs": (json) => delete json.layers[0].outputs,
      "layer of the same name": (json) => (json.layers[2].name = json.layers[1].name),
    });
  });
});
