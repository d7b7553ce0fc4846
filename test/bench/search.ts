import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GENERATORS } from "../../generators/registry.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import type { Space } from "../../src/config/space.ts";
import { KeptPrices } from "../../src/explore/kept-prices.ts";
import { runSweep } from "../../src/explore/sweep.ts";
import { anyName } from "../support/any-name.ts";
import { lutContexts, USUAL } from "./explore-space.ts";
import { spaceOfSize } from "./plots/spaces.ts";

const LARGE = new URL("../../examples/large.json", import.meta.url);

/** Seconds of a whole bounded search, start of two threads included. @param folder where prices are kept */
async function searchLine(what: string, space: Space, folder: string): Promise<string> {
  const context = lutContexts(space);
  const prices = KeptPrices.ofSettings(folder, context, false);
  const begin = performance.now();
  const { manifest } = await runSweep(space, { context, model: "benchmark", workers: 2, prices });
  const seconds = (performance.now() - begin) / 1000;
  const { total, pareto, skipped = 0 } = manifest.counts;
  const covered = (total / seconds / 1e6).toFixed(0);
  const judged = ((total - skipped) / seconds / 1e6).toFixed(4);
  return `search, ${what}: ${seconds.toFixed(1)} s (${total} designs, ${pareto} on the front; ${covered} M/s covered, ${judged} M/s judged)`;
}

/** Bounded searches of a hundred million designs and of a trillion: with nothing known, and with the prices that were kept. */
export async function benchSearch(): Promise<string> {
  const large = parseSpace(JSON.parse(readFileSync(LARGE, "utf8")), "large", GENERATORS, anyName);
  const spaces: readonly (readonly [string, Space])[] = [
    ["10^8 designs", { ...spaceOfSize(USUAL, 1e8), search: "bounded" }],
    ["examples/large.json", large],
  ];
  const lines: string[] = [];
  for (const [what, space] of spaces) {
    const folder = mkdtempSync(join(tmpdir(), "tritforge-bench-"));
    try {
      lines.push(await searchLine(`${what}, nothing known`, space, folder));
      lines.push(await searchLine(`${what}, prices kept`, space, folder));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return lines.join("\n");
}
