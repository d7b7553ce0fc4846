import { readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { scratchFolder, SMALL_DESIGN, tritforge, tritforgeProcess } from "../support/command-line.ts";

const COMMAND = fileURLToPath(new URL("../../src/cli/tritforge.mjs", import.meta.url));
const scratch = scratchFolder();
const DESIGN = scratch.write("design.json", SMALL_DESIGN);
const SECONDS = 1000;

/** Runs `tritforge …` with `text` on its standard input. */
function piped(text: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, [COMMAND, ...args], { input: text, encoding: "utf8", cwd: scratch.path(".") });
}

describe("tritforge WORDS that nothing is known of", () => {
  it.each([
    [["lsit"], 'command: got "lsit", expected one of list, generate, ', '(did you mean "list"?)'],
    [["explore", "x.json"], 'command: got "explore", ', '(did you mean "sweep"?)'],
    [["device", "sho"], 'device: got "sho", expected one of list, show, ', '(did you mean "show"?)'],
    [["list", "ternary-lot"], 'name: got "ternary-lot", ', '(did you mean "ternary-lut"?)'],
    [["estimate", DESIGN, "--technology", "asap"], 'technology: got "asap", ', '(did you mean "asap7"?)'],
    [["estimate", DESIGN, "--workload", "llama"], 'workload: got "llama", ', '(did you mean "llama3-8b-1.58"?)'],
    [["device", "show", "pcm"], 'device: got "pcm", ', '(did you mean "pcmo", "aihwkit-pcm" or "gst-pcm"?)'],
  ])("%j is offered what was meant", async (args, begin, end) => {
    const { code, errors } = await tritforge(...args);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(`tritforge: ${begin}`);
    expect(errors[0]?.endsWith(end), errors[0]).toBe(true);
    expect(code).toBe(2);
  });

  it.each([
    ["--worklod", "--workload"],
    ["--tech", "--technology"],
    ["--frequency", "--clock"],
    ["--pdk", "--technology"],
  ])("%s is offered %s", async (option, meant) => {
    const { code, errors } = await tritforge("estimate", DESIGN, option, "x");
    expect(errors).toEqual([
      `tritforge: ${option}: got an unknown option, expected one of this command (did you mean ${meant}?); see tritforge estimate --help`,
    ]);
    expect(code).toBe(2);
  });
});

describe("tritforge COMMAND with several mistakes", { timeout: 60 * SECONDS }, () => {
  it("tells all of them in one round: unknown, illegal, out of range, doubled and missing options", async () => {
    const args = ["--clock", "fast", "--cores", "0", "--fidelity", "exact", "--json", "--json", "--memroy", "{}"];
    const { code, errors } = await tritforge("estimate", ...args);
    expect(errors.map((line) => line.replace(/: (got .*?),.*|: (got none).*/, ": $1$2")).toSorted()).toEqual([
      "tritforge: --clock: got fast",
      "tritforge: --cores: got 0",
      'tritforge: --fidelity: got "exact"',
      "tritforge: --json: got it twice",
      "tritforge: --memroy: got an unknown option",
      "tritforge: design: got none",
    ]);
    expect(code).toBe(2);
  });

  it("does not run the command", async () => {
    await tritforge("generate", DESIGN, "--out", scratch.path("none"), "--vectors", "0");
    expect(scratch.list("none")).toEqual([]);
  });

  it("speaks English where the system does not", () => {
    const { stderr } = spawnSync(process.execPath, [COMMAND, "estimate"], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "de_DE.UTF-8" },
    });
    expect(stderr).toBe("tritforge: design: got none, expected one; see tritforge estimate --help\n");
  });
});

describe("tritforge -h", { timeout: 60 * SECONDS }, () => {
  it.each([[[]], [["list"]], [["device", "show"]]])("after %j is --help", async (command) => {
    const [short, long] = await Promise.all([
      tritforgeProcess(...command, "-h"),
      tritforgeProcess(...command, "--help"),
    ]);
    expect(short).toEqual(long);
    expect(long).toMatchObject({ code: 0, stderr: "" });
    expect(long.stdout).toContain(["tritforge", ...command].join(" "));
  });
});

describe("tritforge list NAME", () => {
  it("shows the parameters of one generator, with ranges and defaults", async () => {
    const { stdout } = await tritforge("list", "ternary-lut");
    expect(stdout).toMatch(/^ternary-lut: /);
    expect(stdout).toMatch(/\n  groupSize +an integer from 1 to 6 +3 +/);
    expect(stdout).not.toContain("synapse-update");
  });
});

describe("tritforge COMMAND -", { timeout: 60 * SECONDS }, () => {
  it("reads a design of standard input, twice if need be", () => {
    const { status, stdout } = piped(JSON.stringify(SMALL_DESIGN), "estimate", "-", "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject(SMALL_DESIGN);
  });

  it("reads a technology and a device there, by an option", () => {
    const text = readFileSync(fileURLToPath(new URL("../../models/device/presets/pcmo.json", import.meta.url)), "utf8");
    const own = text.replace('"name": "pcmo"', '"name": "mine"');
    expect(own).not.toBe(text);
    expect(piped(own, "device", "show", "-").stdout).toContain("mine");
    expect(piped("{}", "estimate", DESIGN, "--technology=-").stderr).toMatch(/^tritforge: \/dev\/stdin: got no "/);
  });

  it("sweeps a space in a technology that stands there, which is kept beside the result", () => {
    const own = readFileSync(fileURLToPath(new URL("../../models/technology/asap7.json", import.meta.url)), "utf8");
    const space = {
      name: "small",
      technology: "asap7",
      workload: "bitnet-b1.58-2b-4t",
      clockMhz: 100,
      blocks: [{ generator: "add-sub", parameters: { inputs: 6912, outputs: 6912, shape: "runtime" } }],
      objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }],
    };
    const args = [scratch.write("small.json", space), "--technology", "-", "--out", scratch.path("swept")];
    const { status, stderr } = piped(own, "sweep", ...args, "--workers", "1", "--fidelity", "counts");
    expect(status, stderr).toBe(0);
    expect(scratch.list("swept")).toContain("report.html");
  });

  it("finds files that a design on standard input names from the working directory", () => {
    const device = fileURLToPath(new URL("../../models/device/presets/pcmo.json", import.meta.url));
    scratch.write("own.json", readFileSync(device, "utf8"));
    const design = { generator: "synapse-update", parameters: { device: "./own.json" } };
    const { status, stderr } = piped(JSON.stringify(design), "estimate", "-");
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it("names the place of a fault there, and refuses what has no end", () => {
    expect(piped('{\n"generator" "add-sub"}', "estimate", "-").stderr).toBe(
      'tritforge: /dev/stdin:2:13: got "\\"", expected ":"\n',
    );
    expect(piped(" ".repeat(65 * 2 ** 20), "estimate", "-").stderr).toMatch(/expected a JSON file of at most 64 MB\n$/);
  });
});
