import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { tinyLibrary } from "../eda/liberty/tiny-library.ts";
import { scratchFolder, SMALL_DESIGN, tritforge, tritforgeProcess } from "../support/command-line.ts";

const scratch = scratchFolder();
const SECONDS = 1000;
const DESIGN = scratch.write("design.json", SMALL_DESIGN);
const TRUNCATED = scratch.write("no.lib", "library (x) {");
const BOMB = scratch.path("bomb.lib.gz");
writeFileSync(BOMB, gzipSync(Buffer.alloc(257 * 2 ** 20), { level: 1 }));
const TINY = scratch.write("tiny.lib", tinyLibrary());
const ASAP7 = fileURLToPath(new URL("../../models/technology/asap7.json", import.meta.url));

/** A mistake: the command line, and what each line on stderr must say. */
interface Mistake {
  readonly title: string;
  readonly args: readonly string[];
  readonly lines: readonly RegExp[];
}

const generate = (name: string, design: unknown): string[] => [
  "generate",
  scratch.write(`${name}.json`, design),
  "--out",
  scratch.path("out"),
];

const MISTAKES: readonly Mistake[] = [
  {
    title: "four wrong parameters of one design",
    args: generate("four", {
      generator: "ternary-lut",
      parameters: { groupSize: 9, tables: "8", reduction: "wallace", colour: "red" },
    }),
    lines: [
      /four\.json: \/parameters\/groupSize: got 9, expected an integer from 1 to 6$/,
      /four\.json: \/parameters\/tables: got "8", expected an integer from 1 to 1024$/,
      /four\.json: \/parameters\/reduction: got "wallace", expected one of compressor, adder-tree$/,
      /four\.json: \/parameters: got unknown key "colour", expected one of activation, groupSize, /,
    ],
  },
  {
    title: "an unknown generator",
    args: generate("generator", { generator: "ternary-lot" }),
    lines: [
      /generator\.json: \/generator: got "ternary-lot", expected one of ternary-lut, add-sub, multiplier.*ternary-lut/,
    ],
  },
  {
    title: "an impossible combination",
    args: generate("combination", { generator: "ternary-lut", parameters: { tables: 1024, fetchers: 1024 } }),
    lines: [/combination\.json: \/parameters\/fetchers: got 5242880 key bits per step, expected at most 65536$/],
  },
  {
    title: "malformed JSON",
    args: generate("malformed", '{\n  "generator": "add-sub",\n}'),
    lines: [/malformed\.json:3:1: got .*, expected /],
  },
  {
    title: "an option that stands twice",
    args: ["generate", DESIGN, "--out", scratch.path("a"), "--out", scratch.path("b")],
    lines: [/^tritforge: --out: got it twice, expected each option once$/],
  },
  {
    title: "control characters and direction marks in a key, shown escaped in one line",
    args: generate("marks", { generator: "ternary-lut", parameters: { "tab\u001b[31m\nles\u202e": 1 } }),
    lines: [/got unknown key "tab\\u001b\[31m\\nles\\u\{202e\}", expected one of activation, /],
  },
  {
    title: "control characters in the name of a file, shown escaped in one line",
    args: ["estimate", scratch.path("no\u001b[31m\nwhere.json")],
    lines: [/no\\u\{1b\}\[31m\\nwhere\.json: got no such file, expected a readable JSON file$/],
  },
  {
    title: "fifty thousand levels of nesting",
    args: generate("deep", "[".repeat(50_000)),
    lines: [/deep\.json:1:65: got level 65, expected at most 64 levels of lists and objects$/],
  },
  {
    title: "a key that stands twice",
    args: generate("twice", '{"generator": "add-sub", "generator": "multiplier"}'),
    lines: [
      /twice\.json:1:26: \/generator: got the key "generator" again \(first in line 1\), expected each key once$/,
    ],
  },
  {
    title: "a missing file",
    args: ["estimate", scratch.path("nowhere.json")],
    lines: [/nowhere\.json: got no such file, expected a readable JSON file$/],
  },
  {
    title: "a folder that cannot be made",
    args: ["generate", DESIGN, "--out", "/proc/tritforge"],
    lines: [/\/proc\/tritforge: got no such file or folder \(ENOENT\), expected a folder that can be written to$/],
  },
  {
    title: "a file where a folder should be",
    args: ["generate", DESIGN, "--out", `${DESIGN}/out`],
    lines: [
      /design\.json\/out: got a file in the place of a folder \(ENOTDIR\), expected a folder that can be written to$/,
    ],
  },
  {
    title: "an unknown technology",
    args: ["estimate", DESIGN, "--technology", "tsmc5"],
    lines: [/tsmc5.*asap7.*sky130hd.*sg13g2|tsmc5.*asap7.*sg13g2.*sky130hd/],
  },
  {
    title: "an unknown workload",
    args: ["estimate", DESIGN, "--workload", "gpt"],
    lines: [/gpt.*bitnet-b1\.58-2b-4t/],
  },
  {
    title: "a Liberty file that is none",
    args: ["synth", DESIGN, "--liberty", TRUNCATED],
    lines: [/no\.lib:1: got end of file, expected \} of library \(x\) opened at line 1: the file is truncated$/],
  },
  {
    title: "a Liberty file that unpacks to more than the limit",
    args: ["synth", DESIGN, "--liberty", BOMB],
    lines: [/bomb\.lib\.gz: got more than 256 MB after unpacking, expected a Liberty file of at most 256 MB$/],
  },
  {
    title: "a Liberty file that has no end",
    args: ["synth", DESIGN, "--liberty", "/dev/zero"],
    lines: [/\/dev\/zero: got a device, expected a readable Liberty file$/],
  },
  {
    title: "measured pulses that have no end",
    args: ["device", "fit", "/dev/zero", "--out", scratch.path("out/d.json")],
    lines: [/\/dev\/zero: got a device, expected a readable CSV file$/],
  },
  {
    title: "an unknown experiment",
    args: ["reproduce", "ispass2025"],
    lines: [/experiment: got "ispass2025", expected one of ispass2026, lim2017 \(did you mean "ispass2026"\?\)$/],
  },
  {
    title: "an experiment in an unknown technology",
    args: ["reproduce", "ispass2026", "--technology", "tsmc16", "--out", scratch.path("out")],
    lines: [/technology: got "tsmc16", expected one of asap7, sky130hd, sg13g2/],
  },
  {
    title: "options of another kind of experiment",
    args: ["reproduce", "lim2017", "--technology", "asap7", "--no-synthesise", "--out", scratch.path("out")],
    lines: [
      /--technology: got asap7, expected none: lim2017 has --data, --seeds and what all experiments have/,
      /--synthesise: got false, expected none: lim2017 has/,
    ],
  },
  {
    title: "an experiment on cores with seeds",
    args: ["reproduce", "ispass2026", "--seeds", "5", "--out", scratch.path("out")],
    lines: [/--seeds: got 5, expected none: ispass2026 has --technology, --clock, --synthesise, --yosys/],
  },
  {
    title: "a single seed, which has no interval",
    args: ["reproduce", "lim2017", "--seeds", "1", "--out", scratch.path("out")],
    lines: [/--seeds: got 1, expected an integer from 2 to 100/],
  },
  {
    title: "data that are not there",
    args: ["reproduce", "lim2017", "--data", scratch.path("no-data"), "--out", scratch.path("out")],
    lines: [/no-data/],
  },
  {
    title: "an unknown option",
    args: ["verify", DESIGN, "--fast"],
    lines: [/^tritforge: --fast: got an unknown option, expected one of this command; see tritforge verify --help$/],
  },
  {
    title: "an unknown command",
    args: ["verfy", DESIGN],
    lines: [/^tritforge: command: got "verfy", expected one of list, .* \(did you mean "verify"\?\)$/],
  },
  {
    title: "an unknown simulator",
    args: ["verify", DESIGN, "--simulator", "vcs"],
    lines: [/--simulator: got "vcs", expected one of embedded, icarus, verilator$/],
  },
  {
    title: "a number that is none",
    args: ["verify", DESIGN, "--vectors", "many"],
    lines: [/--vectors: got "?many"?, expected an integer/],
  },
  {
    title: "settings that name nothing, or the same twice",
    args: [
      "sweep",
      scratch.write("settings.json", {
        name: "x",
        technology: ["asap7", "tsmc5", ASAP7],
        workload: "bitnet-b1.58-2b-4t",
        clockMhz: [100, 200],
        blocks: [{ generator: "add-sub" }],
        objectives: [{ metric: "areaUm2" }],
      }),
      "--out",
      scratch.path("out"),
    ],
    lines: [
      /settings\.json: \/technology\/1: got "tsmc5", expected one of asap7, sky130hd, sg13g2 or a technology's JSON file$/,
      /settings\.json: \/technology\/2: got another technology named asap7, expected each once$/,
    ],
  },
  {
    title: "a memory of a list that does not exist",
    args: [
      "sweep",
      scratch.write("memories.json", {
        name: "x",
        technology: "asap7",
        workload: "bitnet-b1.58-2b-4t",
        clockMhz: 100,
        memory: [{}, { dram: ["lpddr5", "hbm9"] }],
        blocks: [{ generator: "add-sub" }],
        objectives: [{ metric: "areaUm2" }],
      }),
      "--out",
      scratch.path("out"),
    ],
    lines: [/memories\.json: \/memory\/1\/dram\/1: got "hbm9", expected one of lpddr5, /],
  },
  {
    title: "a memory without a workload",
    args: ["estimate", DESIGN, "--memory", "{}"],
    lines: [/--memory: got a memory, expected --workload beside it/],
  },
  {
    title: "several cores without a workload",
    args: ["estimate", DESIGN, "--cores", "4"],
    lines: [/--cores: got 4, expected --workload beside it/],
  },
  {
    title: "a memory that is none",
    args: ["estimate", DESIGN, "--workload", "bitnet-b1.58-2b-4t", "--memory", '{"drum": 1}'],
    lines: [/--memory: got unknown key "drum", expected one of dram, sram, weightBufferBits, nodeNm/],
  },
  {
    title: "a space of wrong keys",
    args: [
      "sweep",
      scratch.write("space.json", {
        name: "x",
        technology: "asap7",
        workload: "bitnet-b1.58-2b-4t",
        clockMhz: 500,
        blocks: [{ generator: "add-sub", parameters: { tileInputs: { from: 4, till: 8 } } }],
        objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }, { metric: "weightBitsPerToken" }],
      }),
      "--out",
      scratch.path("out"),
    ],
    lines: [
      /space\.json: \/blocks\/0\/parameters\/tileInputs: got no "to", expected an integer from 1 to 6144$/,
      /space\.json: \/blocks\/0\/parameters\/tileInputs: got unknown key "till", expected one of from, to, step$/,
    ],
  },
  {
    title: "a space of wrong metrics and formulas",
    args: [
      "sweep",
      scratch.write("metrics.json", {
        name: "x",
        technology: "asap7",
        workload: "bitnet-b1.58-2b-4t",
        clockMhz: 500,
        blocks: [{ generator: "add-sub" }],
        metrics: { edp: "energyPerTokenUj * * latencyUs", ge: "areaUm2 / 2" },
        objectives: [{ metric: "area" }, { metric: "edp" }],
      }),
      "--out",
      scratch.path("out"),
    ],
    lines: [
      /metrics\.json: \/metrics\/edp: column 20: got "\*", expected a metric, a number, a function, "-" or "\("$/,
      /metrics\.json: \/metrics\/ge: got the name of a metric, expected a new name$/,
      /metrics\.json: \/objectives\/0\/metric: got "area", expected a metric of cores: areaUm2/,
    ],
  },
  {
    title: "a space of an unknown memory",
    args: [
      "sweep",
      scratch.write("memory.json", {
        name: "x",
        technology: "asap7",
        workload: "bitnet-b1.58-2b-4t",
        clockMhz: 500,
        blocks: [{ generator: "add-sub" }],
        objectives: [{ metric: "areaUm2" }, { metric: "systemTokensPerSecond" }],
        memory: { dram: 5, sram: "cacti7-22nm", weightBufferBits: 0.5 },
      }),
      "--out",
      scratch.path("out"),
    ],
    lines: [
      /memory\.json: \/memory\/dram: got 5, expected one of lpddr5, .*"bandwidthGBps"/,
      /memory\.json: \/memory\/weightBufferBits: got 0\.5, expected a buffer in bits, an integer from 1$/,
    ],
  },
  {
    title: "a fidelity that there is not",
    args: ["estimate", DESIGN, "--fidelity", "exact"],
    lines: [/--fidelity: got "exact", expected one of counts, characterised$/],
  },
  {
    title: "a table of measured modules that is missing",
    args: ["estimate", DESIGN, "--characterised", scratch.path("nowhere.json")],
    lines: [/nowhere\.json: got no such file, expected a readable JSON file$/],
  },
  {
    title: "a table of measured modules that is none",
    args: ["estimate", DESIGN, "--characterised", DESIGN],
    lines: [
      ...["schemaVersion", "technology", "librarySha256", "tool", "recipe", "modules", "energies"].map(
        (key) => new RegExp(`design\\.json: got no "${key}", expected `),
      ),
      /design\.json: got unknown key "generator", expected one of schemaVersion, /,
      /design\.json: got unknown key "parameters", expected one of schemaVersion, /,
    ],
  },
  {
    title: "a table of measured modules without its parts",
    args: [
      "estimate",
      DESIGN,
      "--characterised",
      scratch.write("parts.json", { schemaVersion: 1, technology: "asap7", tool: "Yosys", recipe: 1 }),
    ],
    lines: [
      /parts\.json: got no "librarySha256", expected a SHA-256: one line/,
      /parts\.json: got no "modules", expected modules by key$/,
      /parts\.json: got no "energies", expected energies by module and activity$/,
    ],
  },
  {
    title: "a table of the modules of another library",
    args: [
      "estimate",
      DESIGN,
      "--characterised",
      scratch.write("other.json", {
        schemaVersion: 1,
        technology: "other",
        librarySha256: "0123456789abcdef",
        tool: "Yosys",
        recipe: 1,
        modules: {},
        energies: {},
      }),
    ],
    lines: [/other\.json: \/librarySha256: got 0123456789ab… \(other\), expected \w{12}… of technology asap7$/],
  },
  {
    title: "characterisation in an unknown technology",
    args: ["characterise", "--technology", "tsmc5"],
    lines: [/technology: got "tsmc5", expected one of asap7, sky130hd, sg13g2 or a technology's JSON file$/],
  },
  {
    title: "characterisation of a space that is missing",
    args: ["characterise", scratch.path("nowhere.json")],
    lines: [/nowhere\.json: got no such file, expected a readable JSON file$/],
  },
  {
    title: "characterisation with another library than the technology's own",
    args: ["characterise", "--technology", "asap7", "--liberty", TINY],
    lines: [/--liberty: got a file with SHA-256 \w{12}…, expected \w{12}… of asap7$/],
  },
  {
    title: "characterisation without threads",
    args: ["characterise", "--workers", "0"],
    lines: [/--workers: got 0, expected an integer from 1 to 256$/],
  },
  {
    title: "characterisation with an unknown Yosys",
    args: ["characterise", "--yosys", "abc"],
    lines: [/--yosys: got "abc", expected one of embedded, native$/],
  },
  {
    title: "calibration without a technology and a library",
    args: ["calibrate"],
    lines: [
      /--technology: got none, expected one; see tritforge calibrate --help$/,
      /--liberty: got none, expected one; see tritforge calibrate --help$/,
    ],
  },
  {
    title: "calibration of a technology that is not a file",
    args: ["calibrate", "--technology", "asap7", "--liberty", TINY],
    lines: [/--technology: got "asap7", expected a \.json file to write$/],
  },
  {
    title: "calibration with a truncated library",
    args: ["calibrate", "--technology", scratch.path("out/new.json"), "--liberty", TRUNCATED],
    lines: [/no\.lib:1: got end of file, .* the file is truncated$/],
  },
  {
    title: "calibration with another library than the technology's own",
    args: ["calibrate", "--technology", ASAP7, "--liberty", TINY],
    lines: [/--liberty: got a file with SHA-256 \w{12}…, expected \w{12}… that .*asap7\.json was made of$/],
  },
  {
    title: "errors of a format that there is not",
    args: ["precision", "--activation", "fp15"],
    lines: [/--activation: got fp15, expected one of fp8e4m3, fp8e5m2, fp16, bf16, fp32$/],
  },
  {
    title: "errors of integers",
    args: ["precision", "--activation", "int8"],
    lines: [/--activation: got int8, expected one of fp8e4m3, .*, fp32 \(sums of integers are exact\)$/],
  },
  {
    title: "errors of a design with integers",
    args: ["precision", DESIGN],
    lines: [/design\.json: \/parameters\/activation: got int4, whose sums are exact, expected one of fp8e4m3, /],
  },
  {
    title: "an error bound of zero",
    args: ["precision", "--max-error", "0"],
    lines: [/^tritforge: --max-error: got 0, expected a number from 1e-9 to 1$/],
  },
  {
    title: "an error bound below zero",
    args: ["precision", "--max-error", "-0.1"],
    lines: [/^tritforge: --max-error: got -0\.1, expected a number from 1e-9 to 1$/],
  },
  {
    title: "a span that there is not",
    args: ["precision", "--span", "row"],
    lines: [/--span: got "row", expected one of tile, vector$/],
  },
  {
    title: "products of no inputs",
    args: ["precision", "--inputs", "0"],
    lines: [/--inputs: got 0, expected an integer from 1 to 65536$/],
  },
  {
    title: "a report of no sweep",
    args: ["report", scratch.path("nowhere")],
    lines: [/nowhere\/manifest\.json: got no such file, expected a readable JSON file$/],
  },
];

describe("tritforge with bad input", () => {
  it.each(MISTAKES)(
    "$title: exit code 2, one line per fault, nothing written",
    async ({ args, lines }) => {
      const { code, stdout, errors } = await tritforge(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(errors).toHaveLength(lines.length);
      for (const line of lines)
        expect(
          errors.filter((error) => line.test(error)),
          `${line}: ${errors.join("\n")}`,
        ).toHaveLength(1);
      for (const error of errors) expect(error).toMatch(/^tritforge: /);
      expect(scratch.list("out")).toEqual([]);
    },
    30 * SECONDS,
  );

  it("ends a process of its own as it ends here", { timeout: 30 * SECONDS }, async () => {
    const [{ args } = { args: [] }] = MISTAKES;
    const [own, here] = [await tritforgeProcess(...args), await tritforge(...args)];
    expect(own).toEqual(here);
    expect(own.code).toBe(2);
  });
});
