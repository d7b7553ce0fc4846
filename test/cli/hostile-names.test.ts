import { existsSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadTechnology, serialiseTechnology, type Technology } from "../../models/technology/index.ts";
import { parseDevice } from "../../models/device/index.ts";
import { parseWorkload } from "../../models/workload/workload.ts";
import { synapseUpdate } from "../../generators/synapse-update/index.ts";
import { GENERATORS } from "../../generators/registry.ts";
import { loadSpace } from "../../src/config/load-space.ts";
import { InputError, NetlistError } from "../../src/core/errors.ts";
import { importLibertyText } from "../../src/eda/liberty/index.ts";
import { runSynthesis } from "../../src/eda/yosys/index.ts";
import { ModuleBuilder, type Ports } from "../../src/hdl/index.ts";
import { named } from "../../src/hdl/expressions.ts";
import { rtlPackage } from "../../src/verify/rtl-package.ts";
import { parametersOf } from "../support/random-design.ts";
import { scratchFolder, SMALL_DESIGN, tritforge } from "../support/command-line.ts";
import { safetensorsBytes } from "../support/checkpoints/safetensors-bytes.ts";
import { tinyLibrary } from "../eda/liberty/tiny-library.ts";

const scratch = scratchFolder();
const SECONDS = 1000;
const X = scratch.path("X");

/** Names that run a command, or end what they stand in, where one of the writers quotes badly. */
const PAYLOADS = [
  `L_HI /* ; exec -- touch ${X} ; # */`,
  `x;touch ${X}`,
  `"; exec touch ${X}`,
  `$(touch ${X})`,
  `\`touch ${X}\``,
  `]]; exec touch ${X}`,
  `!touch ${X}`,
  "a\nmodule evil; endmodule //",
  "a\u2028module evil; endmodule //",
  "a\u202e",
  "*/ endmodule /*",
  "-x",
  "../x",
  "__proto__",
  "module",
] as const;

/** Paths and messages of the faults, or what else was thrown. */
function faultsOf(door: () => unknown): readonly string[] {
  try {
    door();
  } catch (error) {
    if (error instanceof InputError) return error.faults.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- a place is put into loose JSON
const TECHNOLOGY = serialiseTechnology(loadTechnology("asap7"));

/** What a technology file's names are, and how a payload gets there. */
const PLACES: readonly (readonly [path: string, put: (json: Json, text: string) => void])[] = [
  ["/name", (json, text) => (json["name"] = text)],
  ["/library", (json, text) => (json["library"] = text)],
  ["/fanOutBuffer", (json, text) => (json["fanOutBuffer"] = text)],
  ["/cells/0/name", (json, text) => (json["cells"][0].name = text)],
  ["/cells/0/pins/0/name", (json, text) => (json["cells"][0].pins[0].name = text)],
  ["/cells/0/pins/0/direction", (json, text) => (json["cells"][0].pins[0].direction = text)],
  ["/function", (json, text) => (outputOf(json).function = text)],
  ["/flipFlop/state/0", (json, text) => (flipFlopOf(json).state[0] = text)],
  ["/flipFlop/clockedOn", (json, text) => (flipFlopOf(json).clockedOn = text)],
  ["/flipFlop/nextState", (json, text) => (flipFlopOf(json).nextState = text)],
  ["/flipFlop/clear", (json, text) => (flipFlopOf(json).clear = text)],
  ["/adder/sum", (json, text) => (adderOf(json).sum = text)],
  ["/adder/inputs/0", (json, text) => (adderOf(json).inputs[0] = text)],
  ["/tables/cells", (json, text) => (json["tables"].cells = Object.fromEntries([[text, arcsOf(json)]]))],
  ["/arcs/0/from", (json, text) => (arcsOf(json).arcs[0].from = text)],
  ["/energy/0/pin", (json, text) => (arcsOf(json).energy[0].pin = text)],
];

function outputOf(json: Json): Json {
  return json["cells"][0].pins.find((pin: Json) => pin["function"] !== undefined);
}
function flipFlopOf(json: Json): Json {
  return json["cells"].find((cell: Json) => cell["kind"] === "flip-flop").flipFlop;
}
function adderOf(json: Json): Json {
  return json["cells"].find((cell: Json) => cell["kind"] === "full-adder").adder;
}
function arcsOf(json: Json): Json {
  return json["tables"].cells["BUFx2_ASAP7_75t_R"];
}

describe("loadTechnology(file) refuses a name that is none, by JSON path", () => {
  it.each(PLACES)("%s", (path, put) => {
    for (const payload of PAYLOADS) {
      const json = JSON.parse(TECHNOLOGY);
      put(json, payload);
      const faults = faultsOf(() => loadTechnology(scratch.write("t.json", json)));
      if (/^\/(name|library)$/.test(path) && (payload === "module" || payload === "__proto__")) {
        expect(faults).toEqual([]); // of libraries, words like any other: they stand in no Verilog
        continue;
      }
      const at = path === "/tables/cells" ? /\/tables\/cells/ : new RegExp(`: \\S*${path}(/\\S*)?: got `);
      expect(faults.filter((fault) => at.test(fault)).length, `${payload}: ${faults.join("\n")}`).toBeGreaterThan(0);
    }
  });

  it.each(["sourceFile", "corner", "process", "licence", "provenance"])("/%s: a text of several lines", (key) => {
    for (const text of ["a\nb", "a\u2028b", "\u001b[2J", "a\u202eb"]) {
      const file = scratch.write("t.json", { ...JSON.parse(TECHNOLOGY), [key]: text });
      expect(faultsOf(() => loadTechnology(file))[0]).toContain(`t.json: /${key}: got "`);
    }
  });

  it("numbers that nothing can measure", () => {
    const set = (put: (json: Json) => void): readonly string[] => {
      const json = JSON.parse(TECHNOLOGY);
      put(json);
      return faultsOf(() => loadTechnology(scratch.write("t.json", json)));
    };
    expect(set((json) => (json["cells"][0].areaUm2 = 1e308))[0]).toMatch(/\/cells\/0\/areaUm2: got 1e\+308, expected/);
    expect(set((json) => (json["nand2AreaUm2"] = 0))[0]).toContain("/nand2AreaUm2: got 0, expected an area");
    expect(set((json) => (json["voltageV"] = -1))[0]).toContain("/voltageV: got -1, expected a voltage");
    expect(set((json) => (json["cells"][1].name = json["cells"][0].name))[0]).toMatch(
      /\/cells\/1\/name: got "\w+" again, expected each name once/,
    );
    expect(set((json) => (json["cells"][0].pins[1].name = json["cells"][0].pins[0].name))[0]).toMatch(
      /\/cells\/0\/pins\/1\/name: got "\w+" again/,
    );
  });
});

describe("a space refuses a formula whose name, text, unit or label is none", () => {
  const space = (metrics: object): string => {
    const others = { name: "x", technology: "asap7", workload: "bitnet-b1.58-2b-4t", clockMhz: 500 };
    const asked = { blocks: [{ generator: "add-sub" }], objectives: [{ metric: "areaUm2" }] };
    return scratch.write("s.json", { ...others, ...asked, metrics });
  };
  const load = (metrics: object) => faultsOf(() => loadSpace(space(metrics), GENERATORS, () => undefined));

  it.each(PAYLOADS.filter((payload) => payload !== "module"))("%j", (payload) => {
    const named: object = JSON.parse(`{ ${JSON.stringify(payload)}: "areaUm2" }`);
    expect(load(named)[0]).toMatch(/s\.json\S* \/metrics(\/__proto__)?: got (unknown|the) key "/);
    expect(load({ m: payload })[0]).toMatch(/s\.json: \/metrics\/m: (column \d+: )?got /);
    expect(load({ m: { formula: payload } })[0]).toMatch(/s\.json: \/metrics\/m\/formula: (column \d+: )?got /);
  });

  it.each(["a\nb", "a\u2028b", "\u001b[2J", "a\u202eb"])("unit and label %j", (text) => {
    expect(load({ m: { formula: "areaUm2", unit: text } })[0]).toContain("s.json: /metrics/m/unit: got ");
    expect(load({ m: { formula: "areaUm2", label: text } })[0]).toContain("s.json: /metrics/m/label: got ");
  });
});

describe("importLibertyText(text, file) refuses a name that is none, by FILE:LINE", () => {
  const quotable = PAYLOADS.filter((payload) => !payload.includes('"'));
  it.each([
    ["library", "library (tiny)", "library"],
    ["cell", "cell (NAND2)", "cell"],
    ["pin", "pin (A)", "pin"],
    ["state", "ff (IQ, IQN)", "state"],
  ])("%s", (_, from, what) => {
    for (const payload of quotable) {
      const to = what === "state" ? `ff ("${payload}", IQN)` : `${what} ("${payload}")`;
      const faults = faultsOf(() => importLibertyText(tinyLibrary().replace(from, to), "x.lib"));
      if (what === "library" && (payload === "module" || payload === "__proto__")) continue;
      expect(faults.filter((fault) => new RegExp(`^x\\.lib:\\d+: got ${what} "`).test(fault))).not.toEqual([]);
    }
  });

  it.each([
    ["function", 'function : "!A"'],
    ["clocked_on", 'clocked_on : "CK"'],
    ["next_state", 'next_state : "D"'],
  ])("%s", (key, from) => {
    for (const payload of quotable) {
      const text = tinyLibrary().replace(from, `${key} : "${payload}"`);
      expect(faultsOf(() => importLibertyText(text, "x.lib"))[0]).toMatch(
        new RegExp(`^x\\.lib:\\d+: ${key}: got ".*expected a (Boolean )?function`),
      );
    }
  });

  it("a condition, and a cell or pin that is there twice", () => {
    const when = tinyLibrary().replace("internal_power () {", 'internal_power () { when : "A;B";');
    expect(faultsOf(() => importLibertyText(when, "x.lib"))[0]).toMatch(/^x\.lib:\d+: when: got "A;B", expected/);
    const cell = tinyLibrary("cell (INV) { area : 1; }");
    expect(faultsOf(() => importLibertyText(cell, "x.lib"))).toEqual([
      'x.lib:10: got cell "INV" again, expected each name once',
    ]);
    const pin = tinyLibrary("cell (Q) { area : 1; pin (A, A) { direction : input; } }");
    expect(faultsOf(() => importLibertyText(pin, "x.lib"))[0]).toContain('x.lib:10: got pin "A" again');
  });
});

describe("names that come in by no door are refused by the writers", () => {
  const technology = loadTechnology("asap7");

  /** The technology with another name for a pin of its tie cell, where the tie command takes it from. */
  function withTiePin(pin: string): Technology {
    const cells = technology.cells.map((cell) =>
      cell.kind === "tie" ? { ...cell, pins: cell.pins.map((each) => ({ ...each, name: pin })) } : cell,
    );
    return { ...technology, cells };
  }

  it.each(["embedded", "native"] as const)("runSynthesis(request) with Yosys %s", async (yosys) => {
    const verilog = { "top.v": "module top (output y); assign y = 1'b1; endmodule\n" };
    for (const payload of PAYLOADS.slice(0, 11)) {
      const request = { verilog, top: "top", technology: withTiePin(payload), hierarchy: "keep", yosys } as const;
      const error: unknown = await runSynthesis(request).catch((thrown: unknown) => thrown);
      // Without a Yosys on the PATH, native ones end before.
      expect(error).toBeInstanceOf(Error);
      if (yosys === "embedded") expect(error).toBeInstanceOf(NetlistError);
    }
    expect(existsSync(X)).toBe(false);
  });

  it.each(PAYLOADS)("new ModuleBuilder<Ports>(name), its ports and its nets: %j", (payload) => {
    expect(() => new ModuleBuilder<Ports>(payload)).toThrow(NetlistError);
    const m = new ModuleBuilder<Ports>("m");
    expect(() => m.input(payload, 1)).toThrow(NetlistError);
    expect(() => m.output(payload, m.input("a", 1))).toThrow(NetlistError);
    if (/[^a-z_]|__/.test(payload)) expect(() => named(payload, m.input("b", 1))).toThrow(NetlistError);
  });

  it.each(PAYLOADS)("rtlPackage(design, generator) with the device file %j: nothing but comments", (payload) => {
    const parameters = { ...parametersOf(synapseUpdate, { rows: 2, columns: 2 }), device: `${payload}.json` };
    const design = { generator: "synapse-update", parameters };
    const clean = { ...design, parameters: { ...parameters, device: "ideal" } };
    const options = { count: 1, seed: 1 };
    const code = (files: Record<string, string>): string[] =>
      Object.entries(files)
        .filter(([name]) => !name.endsWith(".json"))
        .flatMap(([, text]) => text.split(/[\n\r\u2028\u2029]/))
        .filter((line) => !line.startsWith("//"));
    const hostile = rtlPackage(design, synapseUpdate, options);
    expect(code(hostile.files)).toEqual(code(rtlPackage(clean, synapseUpdate, options).files));
  });
});

describe("names of layers", () => {
  it("stand in no path and no command: keys are written inside the folder, under plain names", async () => {
    const names = PAYLOADS.map((payload) => `${payload}.q_proj.weight`);
    const tensors = names.map((name, i) => [name, { dtype: "BF16", shape: [1, 2], data_offsets: [4 * i, 4 * i + 4] }]);
    const ones = names.flatMap(() => [0x80, 0x3f, 0x80, 0x3f]);
    writeFileSync(scratch.path("layers"), safetensorsBytes(Object.fromEntries(tensors), ones));
    const design = scratch.write("small.json", {
      ...SMALL_DESIGN,
      parameters: { ...SMALL_DESIGN.parameters, shape: "runtime" },
    });
    const words = ["--design", design, ...names.flatMap((name) => [`--layer=${name}`])];
    const out = scratch.path("packed");
    const { code, errors, stdout } = await tritforge("weights", "pack", scratch.path("layers"), ...words, "--out", out);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    const written = scratch.list("packed").filter((name) => name.endsWith(".hex"));
    expect(written).toHaveLength(names.length);
    for (const name of written) expect(name).toMatch(/^keys\/\d{3}-[\w.-]+\.hex$/);
    expect(stdout).not.toMatch(/[\u202e\u2028]|\nmodule/);
    expect(existsSync(X)).toBe(false);
  });
});

describe("names of devices and workloads", () => {
  it.each(PAYLOADS.slice(0, 13))("are names: %j", (name) => {
    const response = { pulses: 4, response: { kind: "linear" } };
    const device = { name, title: "t", source: "s", ltp: response, ltd: response };
    expect(faultsOf(() => parseDevice(device, "d.json"))[0]).toContain("d.json: /name: got");
    const layers = [{ name: "q", inputs: 1, outputs: 1, count: 1 }];
    const workload = { name, title: "t", source: "s", layers };
    expect(faultsOf(() => parseWorkload(workload, "w.json"))[0]).toContain("w.json: /name: got");
  });

  it.each(["title", "source", "notes"])("%s is one printable line", (key) => {
    const response = { pulses: 4, response: { kind: "linear" } };
    const device = { name: "d", title: "t", source: "s", ltp: response, ltd: response, [key]: "a\nb" };
    expect(faultsOf(() => parseDevice(device, "d.json"))[0]).toContain(`d.json: /${key}: got "a\\nb", expected`);
    const layers = [{ name: "q", inputs: 1, outputs: 1, count: 1 }];
    const workload = { name: "w", title: "t", source: "s", layers, [key]: "a\nb" };
    expect(faultsOf(() => parseWorkload(workload, "w.json"))[0]).toContain(`w.json: /${key}: got "a\\nb", expected`);
  });
});

describe("tritforge synth with a hostile library", () => {
  const design = scratch.write("design.json", SMALL_DESIGN);
  const [payload] = PAYLOADS;

  it.each([
    [
      "a technology file",
      () => {
        const json = JSON.parse(TECHNOLOGY);
        json.cells.find((cell: Json) => cell["kind"] === "tie").pins[0].name = payload;
        return ["--technology", scratch.write("tie.json", json)];
      },
      /^tritforge: .*tie\.json: \/cells\/\d+\/pins\/0\/name: got ".*", expected a pin, an identifier/,
    ],
    [
      "a Liberty file",
      () => {
        const tie = `cell (TIE) { area : 1; pin ("${payload}") { direction : output; function : "1"; } }`;
        return ["--liberty", scratch.write("tie.lib", tinyLibrary(tie))];
      },
      /^tritforge: .*tie\.lib:10: got pin ".*", expected an identifier/,
    ],
  ])(
    "%s: exit code 2, one line, and no command was run",
    async (_, options, line) => {
      const { code, stdout, errors } = await tritforge("synth", design, ...options(), "--yosys", "native");
      expect({ code, stdout, lines: errors.length }).toEqual({ code: 2, stdout: "", lines: 1 });
      expect(errors[0]).toMatch(line);
      expect(existsSync(X)).toBe(false);
    },
    60 * SECONDS,
  );
});
