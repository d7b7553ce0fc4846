import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { clientScript } from "../../reports/page/client-script.ts";
import type { ParetoFile } from "../../src/core/sweep-result.ts";
import { commandsOf } from "../../reports/client/details.js";
import { readPage } from "../../reports/client/page-data.js";
import { tritforge } from "../support/command-line.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SECONDS = 1000;

mkdirSync(join(ROOT, "out"), { recursive: true });
const folder = mkdtempSync(join(ROOT, "out", "page-commands-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ENTITIES: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&#39;": "'",
  "&gt;": ">",
  "&lt;": "<",
  "&amp;": "&",
};

/** The blocks of a page that have a button to copy them, as they are copied. */
function copiedBlocks(page: string): readonly string[] {
  return [...page.matchAll(/<pre data-copy>([^<]*)<\/pre>/g)].map(([, text = ""]) =>
    text.replaceAll(/&(?:quot|#39|gt|lt|amp);/g, (entity) => ENTITIES[entity] ?? entity),
  );
}

/** Runs a line in a shell, in the folder of the page. */
function shell(line: string, at: string): string {
  return execFileSync("sh", ["-c", line], { cwd: at, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

const own = {
  "workload.json": {
    name: "my model",
    title: "Mine",
    source: "a test",
    layers: [{ name: "q", inputs: 64, outputs: 16, count: 3 }],
  },
};

async function sweep(name: string, space: object): Promise<{ at: string; page: string; pareto: ParetoFile }> {
  for (const [file, json] of Object.entries(own)) writeFileSync(join(folder, file), JSON.stringify(json));
  const technology = readFileSync(join(ROOT, "models/technology/asap7.json"), "utf8");
  writeFileSync(join(folder, "technology.json"), technology.replace('"name": "asap7"', '"name": "my-library"'));
  const device = readFileSync(join(ROOT, "models/device/presets/ideal.json"), "utf8");
  writeFileSync(join(folder, "device.json"), device);
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(space));
  const at = join(folder, name);
  const { code, stderr } = await tritforge("sweep", join(folder, `${name}.json`), "--out", at);
  if (code !== 0) throw new Error(stderr);
  const pareto: ParetoFile = JSON.parse(readFileSync(join(at, "pareto.json"), "utf8"));
  return { at, page: readFileSync(join(at, "report.html"), "utf8"), pareto };
}

/** Runs all lines of a block; those of `estimate` must say what the sweep says. */
function runBlock(block: string, at: string, metrics: Readonly<Record<string, number>>): void {
  for (const line of block.split("\n")) {
    const out = shell(line, at);
    if (!line.includes(" estimate ")) continue;
    const estimated = JSON.parse(out).metrics;
    for (const [metric, value] of Object.entries(estimated))
      if (metrics[metric] !== undefined && !TRAINED.test(metric))
        expect([metric, value]).toEqual([metric, metrics[metric]]);
  }
}

/** Of update units, what rests on the training of the sweep, and not on the usual one that `estimate` takes. */
const TRAINED = /accuracy|PerExample|PerEpoch|PerUpdate|update|Latency|latency|Share|clipped|pulses|arrays|units/;

describe("commands that the report prints", () => {
  const parameters = { groupSize: 2, tables: [2, 4], fetchers: 4, inputs: 64, outputs: 16, shape: "runtime" };
  const cores = {
    name: "cores",
    technology: "technology.json",
    workload: "workload.json",
    clockMhz: 180,
    memory: { dram: "hbm2e" },
    blocks: [{ generator: "ternary-lut", parameters }],
    objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }],
    pick: ["knee", "smallest latencyUs"],
  };

  it(
    "run as they stand in the folder of the page, on the designs that stand beside it, and say what the sweep says",
    async () => {
      const { at, page, pareto } = await sweep("cores", cores);
      const blocks = copiedBlocks(page).filter((block) => block.startsWith("npx tritforge estimate"));
      expect(blocks.length).toBe(new Set(pareto.picks.map(({ record }) => record.index)).size);
      for (const [i, block] of blocks.entries()) {
        expect(block).toContain("--clock 180");
        // The other lines of a second block differ in the design's name alone.
        const lines =
          i === 0
            ? block
            : block
                .split("\n")
                .filter((line) => line.includes(" estimate "))
                .join("\n");
        runBlock(lines, at, pareto.picks[i]!.record.metrics);
      }
      expect(existsSync(join(at, "rtl/knee/manifest.json")) || existsSync(join(at, "rtl/knee"))).toBe(true);
    },
    300 * SECONDS,
  );

  it(
    "run for any front design, as the page's script writes them",
    async () => {
      const { at, page, pareto } = await sweep("details", { ...cores, clockMhz: [150, 180], pick: [] });
      const [, json = "null"] = /<script type="application\/json"[^>]*>([^]*?)<\/script>/.exec(page) ?? [];
      const data = readPage(json);
      const last = pareto.front.length - 1;
      runBlock(commandsOf(data, last).slice(0, 2).join("\n"), at, pareto.front[last]!.metrics);
      expect(clientScript()).toContain("function commandsOf(");
    },
    120 * SECONDS,
  );

  it(
    "run for an update unit on a device of one's own",
    async () => {
      const units = {
        name: "units",
        technology: "asap7",
        clockMhz: 200,
        training: { layers: [196, 8, 10], data: "digits", examples: 60, epochs: 1, runs: 2, seeds: 1 },
        blocks: [{ generator: "synapse-update", parameters: { device: "device.json", rows: 4, columns: 4, lanes: 2 } }],
        objectives: [{ metric: "unitsAreaUm2" }],
      };
      const { at, page, pareto } = await sweep("units", units);
      const [block = ""] = copiedBlocks(page).filter((each) => each.startsWith("npx tritforge estimate"));
      runBlock(block, at, pareto.picks[0]!.record.metrics);
    },
    300 * SECONDS,
  );
});
