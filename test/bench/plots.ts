import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { measure } from "./plots/measure.ts";
import { PAGE, plotFiles } from "./plots/plot-files.ts";
import type { Size } from "./plots/spaces.ts";

const DOCS = fileURLToPath(new URL("../../docs/", import.meta.url));

/**
 * Measures spaces of 10⁴ designs up to `most`, and writes what comes of it into docs: numbers, drawings, and the table of
 * docs/performance.md.
 */
export async function benchPlots(most: Size): Promise<string> {
  const measured = await measure(most, (what) => process.stderr.write(`plots: ${what}\n`));
  const files = await plotFiles(measured, readFileSync(join(DOCS, PAGE), "utf8"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(DOCS, name)), { recursive: true });
    writeFileSync(join(DOCS, name), text);
  }
  return Object.keys(files)
    .map((name) => `plots: wrote docs/${name}`)
    .join("\n");
}
