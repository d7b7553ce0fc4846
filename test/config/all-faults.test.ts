import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { parseDevice } from "../../models/device/read-device.ts";
import { loadTechnology, serialiseTechnology, validateTechnology } from "../../models/technology/index.ts";
import { loadWorkload, parseWorkload } from "../../models/workload/workload.ts";
import { checkName } from "../../src/cli/check-name.ts";
import { parseDesign } from "../../src/config/design.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { attempt } from "../../src/core/errors.ts";
import bonsai from "../../models/workload/presets/ternary-bonsai-27b.json" with { type: "json" };
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
    const { name, title, source, layers } = loadWorkload("bitnet-b1.58-3b");
    expectAllAtOnce(
      (json) => parseWorkload(json, "W.json"),
      { name, title, source, layers },
      {
        "unknown key": (json) => (json.colour = "red"),
        "missing title": (json) => delete json.title,
        "layer without outputs": (json) => delete json.layers[0].outputs,
        "layer of the same name": (json) => (json.layers[2].name = json.layers[1].name),
      },
    );
    expectAllAtOnce((json) => parseWorkload(json, "W.json"), bonsai, {
      "unknown key": (json) => (json.colour = "red"),
      "missing vocabulary": (json) => delete json.vocabulary,
      "hidden of 0": (json) => (json.hidden = 0),
      "format that is none": (json) => (json.head.format = "trits"),
      "heads in no groups": (json) => (json.blocks[1].mixer.keyValueHeads = 5),
      "group of the same name": (json) => (json.blocks[1].name = json.blocks[0].name),
      "scales of a tensor with inputs": (json) => (json.scales.per = "tensor"),
      "mark of nothing": (json) => (json.marks[0].of[0] = "/bloks"),
      "mark again": (json) => (json.marks[1].of[1] = json.marks[1].of[0]),
    });
  });

  it("validateTechnology: schema, cells, tables, and whether these fit together", () => {
    expectAllAtOnce((json) => validateTechnology(json, "T.json"), sg13g2(), {
      "wrong type": (json) => (json.voltageV = "1.2"),
      "missing key": (json) => delete json.licence,
      "unknown key": (json) => (json.colour = "red"),
      "cell with an area of 0": (json) => (cellOf(json, "a21oi_1").areaUm2 = 0),
      "cell with a pin that is none": (json) => (cellOf(json, "a21o_1").pins[0].direction = "in"),
      "cell of the same name": (json) => (cellOf(json, "dlhq_1").name = "sg13g2_dllr_1"),
      "function of a pin that there is not": (json) => (pinOf(json, "nor2_1", "Y").function = "!(A+C)"),
      "clock gate of a pin that there is not": (json) => (cellOf(json, "lgcp_1").clockGate.clock = "CKX"),
      "cell without its flip-flop": (json) => delete cellOf(json, "dfrbp_1").flipFlop,
      "table of the wrong size": (json) => json.tables.cells.sg13g2_nand2_1.arcs[0].rise.push(1),
      "number of a table that is none": (json) => (json.tables.cells.sg13g2_nand3_1.arcs[0].rise[3] = "1"),
      "output without an energy": (json) => (json.tables.cells.sg13g2_inv_1.energy = []),
      "tables of a cell that there is not": (json) => (json.tables.cells.INV = json.tables.cells.sg13g2_inv_1),
      "buffer without tables": (json) => (json.fanOutBuffer = "sg13g2_buf_3"),
    });
  });

  it.each<[title: string, change: (json: any) => void]>([
    ["an axis that does not rise: its tables' sizes", (json) => json.tables.axes[0].unshift(9999)],
    ["a wrong number in an axis: numbers of axes and sizes", (json) => (json.tables.axes[0][0] = "0")],
    ["a pin that is left out: functions and arcs of it", (json) => (pinOf(json, "inv_1", "A").direction = "in")],
    ["a cell without a name: its tables", (json) => delete cellOf(json, "inv_1").name],
    ["cells that are none: their tables", (json) => (json.cells = {})],
    ["tables that are missing: the buffer", (json) => delete json.tables],
    ["the tables of the buffer: the buffer", (json) => (json.tables.cells.sg13g2_buf_2 = 3)],
    ["a wrong pace: the other tables", (json) => (json.tables.fo4.slewPs = 0)],
    ["a pin of a clock gate that there is not: its energy", (json) => (cellOf(json, "lgcp_1").clockGate.clock = "CKX")],
  ])("validateTechnology tells %s are no further faults", (_, change) => {
    const json = sg13g2();
    change(json);
    expect(faultsOf((each) => validateTechnology(each, "T.json"), json)).toHaveLength(1);
  });
});

/** The JSON of a technology file. */
function sg13g2(): any {
  return JSON.parse(serialiseTechnology(loadTechnology("sg13g2")));
}

function cellOf(json: any, name: string): any {
  return json.cells.find((cell: any) => cell.name === `sg13g2_${name}`);
}

function pinOf(json: any, cell: string, name: string): any {
  return cellOf(json, cell).pins.find((pin: any) => pin.name === name);
}
