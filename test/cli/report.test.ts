import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { renderReport } from "../../reports/index.ts";
import { InputError } from "../../src/core/errors.ts";
import { readSweep } from "../../src/explore/read-sweep.ts";
import { scratchFolder, tritforge } from "../support/command-line.ts";
import { at, mutated, replaced, type Json } from "../support/mutate-json.ts";
import { FASTEST } from "../support/tools.ts";

const scratch = scratchFolder();
const SECONDS = 1000;

const CORES = {
  name: "tiny cores",
  technology: "asap7",
  workload: "bitnet-b1.58-2b-4t",
  clockMhz: 500,
  blocks: [
    {
      generator: "ternary-lut",
      parameters: { groupSize: [1, 2], tables: 1, fetchers: [4, 8], inputs: 6912, outputs: 64, shape: "runtime" },
    },
    {
      generator: "add-sub",
      parameters: { tileInputs: 4, tileOutputs: [4, 8], inputs: 6912, outputs: 64, shape: "runtime" },
    },
  ],
  objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }],
  equalThroughput: { baselines: ["add-sub"] },
};

const UNITS = {
  name: "tiny units",
  technology: "asap7",
  clockMhz: 400,
  training: { layers: [64, 8, 10], examples: 50, epochs: 1, runs: 4 },
  blocks: [
    {
      generator: "synapse-update",
      parameters: { device: ["epiram", "gst-pcm"], rows: 8, columns: 8, lanes: [4, 8], encoding: "sign", maxPulses: 1 },
    },
  ],
  objectives: [{ metric: "accuracy" }, { metric: "energyPerUpdatePj" }],
};

/** In each of eight settings. */
const SETTINGS = {
  ...CORES,
  name: "tiny settings",
  technology: ["asap7", "sky130hd"],
  clockMhz: [20, 40],
  workload: ["bitnet-b1.58-2b-4t", "bitnet-b1.58-large"],
  cores: [3],
  objectives: [
    { metric: "systemAreaUm2", direction: "maximize" },
    { metric: "latencyUs" },
    { metric: "energyPerMacFj" },
  ],
  pick: ["largest systemAreaUm2"],
};

/** Real sweeps, their picks completed. */
beforeAll(async () => {
  for (const [name, space] of Object.entries({ cores: CORES, units: UNITS, settings: SETTINGS })) {
    const file = scratch.write(`${name}.json`, space);
    const cache = scratch.path("cache");
    const { code, stderr } = await tritforge("sweep", file, "--out", scratch.path(name), "--complete", "--workers", "1", "--cache", cache, "--yosys", FASTEST); // prettier-ignore
    if (code !== 0) throw new Error(stderr);
  }
}, 240 * SECONDS);

const jsonOf = (sweep: string, file: string): Json =>
  JSON.parse(readFileSync(scratch.path(`${sweep}/${file}`), "utf8"));

/** Writes the files of a sweep, changed, and gives their folder. */
function written(manifest: Json, pareto: Json): string {
  const folder = scratch.path("changed");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "pareto.json"), JSON.stringify(pareto));
  return folder;
}

/** The page of a folder, or the lines that refuse it; anything else is thrown. */
function pageOrFaults(folder: string): string | readonly string[] {
  try {
    const { manifest, pareto } = readSweep(folder, GENERATORS);
    return renderReport(manifest, pareto);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message.split("\n");
  }
}

describe("readSweep(directory, generators)", () => {
  it.each(["cores", "units", "settings"])(
    "takes what a real sweep of %s wrote, picks completed",
    (name) => {
      const { manifest, pareto } = readSweep(scratch.path(name), GENERATORS);
      expect(pareto.picks[0]?.synthesis?.areaUm2).toBeGreaterThan(0);
      expect(manifest[name === "cores" ? "memory" : name === "units" ? "training" : "settings"]).toBeDefined();
    },
    60 * SECONDS,
  );

  const one = (file: "manifest" | "pareto", change: (json: { [key: string]: Json }) => void, sweep = "cores") => {
    const files = { manifest: jsonOf(sweep, "manifest.json"), pareto: jsonOf(sweep, "pareto.json") };
    change(files[file] as { [key: string]: Json });
    const faults = pageOrFaults(written(files.manifest, files.pareto));
    return typeof faults === "string" ? [] : faults.map((line) => line.slice(line.indexOf("changed/") + 8));
  };
  it("names the place, what stands there and what is legal", () => {
    expect(one("manifest", (manifest) => (manifest["seed"] = "<img src=x>"))).toEqual([
      'manifest.json: /seed: got "<img src=x>", expected a whole number from 0',
    ]);
    expect(one("manifest", (manifest) => (manifest["sed"] = 1))[0]).toMatch(
      /^manifest.json: got unknown key "sed", expected one of .* \(did you mean "seed"\?\)$/,
    );
  });
  it("refuses a metric that does not exist, a number that is none, and a design without an objective", () => {
    const metrics = (json: Json) => at(json, ["front", 0, "metrics"]) as { [key: string]: Json };
    const faults = (change: (metrics: { [key: string]: Json }) => void) =>
      one("pareto", (pareto) => {
        pareto["picks"] = [];
        change(metrics(pareto));
      })[0];
    expect(faults((m) => (m["areaUm3"] = 1))).toMatch(
      /^pareto.json: \/front\/0\/metrics: got "areaUm3", expected metrics of kind core/,
    );
    expect(faults((m) => (m["areaUm2"] = null))).toMatch(/^pareto.json: \/front\/0\/metrics\/areaUm2: got null/);
    expect(faults((m) => (m["areaUm2"] = -1))).toMatch(/areaUm2: got -1, expected 0, or a number from/);
    expect(faults((m) => delete m["latencyUs"])).toBe(
      'pareto.json: /front/0/metrics: got no "latencyUs", expected every objective',
    );
  });
  it("refuses settings that are not those of the space, and designs in another setting", () => {
    const inManifest = (keys: readonly (string | number)[], key: string, value: Json) =>
      one("manifest", (manifest) => ((at(manifest, keys) as { [key: string]: Json })[key] = value), "settings");
    const first = ["settings", "list", 0];
    expect(inManifest(first, "clockMhz", 21)).toEqual([
      "manifest.json: /settings/list/0/clockMhz: got 21, expected 20",
    ]);
    expect(inManifest(first, "technology", 2)).toEqual([
      "manifest.json: /settings/list/0/technology: got 2, expected a position in technologies",
    ]);
    expect(inManifest([...first, "label"], "clockMhz", 40)).toContainEqual(
      expect.stringMatching(/^manifest.json: \/settings\/list\/0\/label: got .*40.*, expected .*20/),
    );
    expect(inManifest([], "clockMhz", 20)).toEqual([
      "manifest.json: /clockMhz: got 20, expected undefined as /space/clockMhz says",
    ]);
    const moved = one(
      "pareto",
      (pareto) => delete (at(pareto, ["front", 0]) as { [key: string]: Json })["setting"],
      "settings",
    );
    expect(moved).toContainEqual(
      expect.stringMatching(/^pareto.json: \/front\/0\/setting: got undefined, expected that of/),
    );
  });
  it("refuses files of two sweeps, and counts that do not add up", () => {
    const mixed = pageOrFaults(written(jsonOf("cores", "manifest.json"), jsonOf("units", "pareto.json")));
    expect(mixed).toContainEqual(expect.stringMatching(/pareto.json: \/objectives: got .*expected those of manifest/));
    expect(one("manifest", ({ counts }) => ((counts as { [key: string]: Json })["total"] = 7))).toContainEqual(
      expect.stringMatching(/^manifest.json: \/counts\/total: got 7, expected 6/),
    );
  });

  it.each([
    ["cores", 1],
    ["units", 2],
    ["settings", 3],
  ])(
    "refuses or gives a whole page for 60 files of %s with one random change (seed %i)",
    (name, seed) => {
      const [manifest, pareto] = [jsonOf(name, "manifest.json"), jsonOf(name, "pareto.json")];
      let state = seed;
      const random = () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
      let refused = 0;
      for (let i = 0; i < 60; i++) {
        const [m, p] = random() < 0.5 ? [mutated(manifest, random), pareto] : [manifest, mutated(pareto, random)];
        const outcome = pageOrFaults(written(m, p));
        if (typeof outcome !== "string") refused++;
        else expect(outcome.replace(/<script>[\s\S]*<\/script>/, "")).not.toMatch(/<img|NaN|Infinity|\[object/);
      }
      expect(refused).toBeGreaterThan(20);
      expect(refused).toBeLessThan(60);
    },
    240 * SECONDS,
  );
  it.each([0, 1e-30, 1e29])(
    "draws designs whose metrics are all %d, the accuracy apart",
    (value) => {
      const isOpen = (path: readonly (string | number)[]) => path.includes("metrics") && path.at(-1) !== "accuracy";
      for (const name of ["cores", "units", "settings"]) {
        const pareto = replaced(jsonOf(name, "pareto.json"), (old, path) => (isOpen(path) ? value : old));
        const page = pageOrFaults(written(jsonOf(name, "manifest.json"), pareto));
        expect(typeof page === "string" ? page.replace(/<script>[\s\S]*<\/script>/, "") : page).not.toMatch(
          /NaN|Infinity|undefined/,
        );
      }
    },
    120 * SECONDS,
  );
});

describe("the files of a sweep with several settings", () => {
  it("say of each design its setting, which picks are synthesised in, and the command that repeats it", async () => {
    const { manifest, pareto } = readSweep(scratch.path("settings"), GENERATORS);
    expect(manifest.counts.total).toBe(8 * 6);
    for (const key of ["technology", "workload", "memory", "clockMhz"]) expect(manifest).not.toHaveProperty(key);
    expect(manifest.settings?.technologies.map(({ name }) => name)).toEqual(["asap7", "sky130hd"]);
    expect(manifest.accuracy?.rows.map(({ technology }) => technology)).toContain("sky130hd");
    const [pick] = pareto.picks;
    if (pick === undefined) throw new Error("nothing was picked");
    // The largest design is one in 130 nm: measured with its cells, at its clock.
    expect(pick.record.setting).toMatchObject({ technology: "sky130hd" });
    expect(pick.synthesis?.library).toContain("sky130");
    expect(pick.synthesis?.areaUm2).toBeGreaterThan(0.8 * (pick.record.metrics["areaUm2"] ?? Infinity));

    const page = readFileSync(scratch.path("settings/report.html"), "utf8");
    const command = /tritforge (estimate designs\/[\w-]+\.json --technology sky130hd [^<\n]*)/.exec(page)?.[1] ?? "";
    const args = command.replace("designs/", `${scratch.path("settings")}/designs/`).split(" ");
    const { stdout } = await tritforge(...args);
    expect(JSON.parse(stdout)).toMatchObject({ metrics: pick.record.metrics });

    const [header = "", ...lines] = readFileSync(scratch.path("settings/pareto.csv"), "utf8").trim().split("\n");
    expect(header).toMatch(/^index,pick,generator,technology,clockMhz,workload,/);
    expect(lines.map((line) => line.split(",").slice(3, 6).join())).toEqual(
      pareto.front.map(({ setting }) => Object.values(setting ?? {}).join()),
    );
  });

  it("compare designs at equal throughput in one setting only", () => {
    const { pareto } = readSweep(scratch.path("settings"), GENERATORS);
    expect(new Set(pareto.equalThroughput.map(({ setting }) => JSON.stringify(setting))).size).toBe(8);
    const page = readFileSync(scratch.path("settings/report.html"), "utf8");
    expect(page).toContain("Designs of one setting are compared, that of the knee:");
  });
});

describe("tritforge report DIR", () => {
  it(
    "prints one line a fault, exits 2 and writes nothing",
    async () => {
      cpSync(scratch.path("cores"), scratch.path("faulty"), { recursive: true });
      rmSync(scratch.path("faulty/report.html"));
      const manifest = jsonOf("cores", "manifest.json") as { [key: string]: Json };
      scratch.write("faulty/manifest.json", { ...manifest, seed: "one", clockMhz: -1 });
      const { code, errors } = await tritforge("report", scratch.path("faulty"));
      expect(code).toBe(2);
      expect(errors.map((line) => line.replace(/^.*manifest.json: /, ""))).toEqual([
        '/seed: got "one", expected a whole number from 0',
        "/clockMhz: got -1, expected a number above 0, from 1e-30 to 1e+30",
      ]);
      expect(existsSync(scratch.path("faulty/report.html"))).toBe(false);
    },
    60 * SECONDS,
  );
});
