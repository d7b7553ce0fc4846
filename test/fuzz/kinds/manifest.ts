import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandAnswer, type Answer } from "../answer.ts";
import type { Files, FuzzKind } from "../kind.ts";
import { jsonBytes, JSON_MUTATIONS } from "./text-files.ts";

const OUTPUTS_FIRST = { inputs: 6912, outputs: 6912, shape: "runtime", loopOrder: "output-stationary" };

const SPACE = {
  name: "small",
  technology: "asap7",
  workload: "bitnet-b1.58-2b-4t",
  clockMhz: 300,
  blocks: [
    { generator: "ternary-lut", parameters: { ...OUTPUTS_FIRST, groupSize: [2, 3], tables: [8, 16], fetchers: 16 } },
    { generator: "add-sub", parameters: { ...OUTPUTS_FIRST, tileInputs: 32, tileOutputs: 16 } },
  ],
  memory: { dram: "lpddr5" },
  metrics: { edp: { formula: "energyPerTokenUj * latencyUs", unit: "µJ·µs" } },
  objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }],
  equalThroughput: { baselines: ["add-sub"] },
};

/** What a sweep of a small space writes. */
async function sweptFiles(): Promise<Readonly<Record<string, Files>>> {
  const folder = mkdtempSync(join(tmpdir(), "tritforge-fuzz-"));
  try {
    writeFileSync(join(folder, "space.json"), jsonBytes(SPACE));
    const out = join(folder, "out");
    const answer = await commandAnswer("sweep", join(folder, "space.json"), "--out", out, "--workers", "1");
    if (answer.code !== 0) throw new Error(`the space of the seeds is refused: ${answer.errors.join("; ")}`);
    const read = (name: string) => new Uint8Array(readFileSync(join(out, name)));
    const [manifest, pareto] = [read("manifest.json"), read("pareto.json")];
    return {
      manifest: { "manifest.json": manifest, "pareto.json": pareto },
      pareto: { "pareto.json": pareto, "manifest.json": manifest },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A finished sweep is drawn again: its two files are read, its page is written beside them. */
export const manifestKind: FuzzKind = {
  name: "manifest",
  seeds: sweptFiles,
  ...JSON_MUTATIONS,
  run: async (input) => withPage(await commandAnswer("report", input), input),
};

/** The answer with what is wrong with the page, if anything is: markup that no writer of ours made. */
function withPage(answer: Answer, folder: string): Answer {
  if (answer.code !== 0) return answer;
  const page = readFileSync(join(folder, "report.html"), "utf8");
  const isEvil = /<img src=x|<\/script><script>document|<[a-z][^<>]*\son\w+\s*=/i.test(page);
  return { ...answer, stdout: JSON.stringify({ page: isEvil ? null : "made" }) };
}
