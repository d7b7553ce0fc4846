import { execFileSync } from "node:child_process";
import { createHash, type Hash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { printVerilog } from "../src/hdl/verilog.ts";
import { benchOf } from "../src/verify/verify-design.ts";
import { campaignDesigns } from "./campaign/designs.ts";

/**
 * `npm run fingerprint`: hashes of what tritforge writes, to hold beside those of another commit when a change must not alter
 * behaviour: the Verilog and the test benches of random designs of all generators, and every file of a sweep of each space.
 */
const { designs, seed, spaces } = await yargs(hideBin(process.argv))
  .scriptName("npm run fingerprint --")
  .usage("$0 [spaces..]\n\nHashes of the Verilog of random designs and of the results of sweeps.")
  .option("designs", { type: "number", default: 500, describe: "how many random designs, all generators in turn" })
  .option("seed", { type: "number", default: 1, describe: "draws the designs" })
  .option("spaces", { type: "array", string: true, default: [], describe: "SPACE.json files to sweep" })
  .strict()
  .parseAsync();

const rtl = createHash("sha256");
const benches = createHash("sha256");
for (const { generator, parameters, seed: own } of campaignDesigns(designs, seed)) {
  const top = generator.elaborate(parameters);
  update(rtl, printVerilog(top));
  update(benches, benchOf({ generator, parameters, top, count: 2, seed: own }).files);
}
print(rtl, `Verilog of ${designs} designs`);
print(benches, `test benches of ${designs} designs`);
for (const space of spaces) hashSweep(space);

function hashSweep(space: string): void {
  const out = mkdtempSync(join(tmpdir(), "tritforge-fingerprint-"));
  try {
    const command = fileURLToPath(new URL("../src/cli/tritforge.mjs", import.meta.url));
    execFileSync(process.execPath, [command, "sweep", space, "--out", join(out, "sweep"), "--points"]);
    for (const name of readdirSync(join(out, "sweep")).toSorted())
      print(createHash("sha256").update(readFileSync(join(out, "sweep", name))), `${space}: ${name}`);
  } finally {
    rmSync(out, { recursive: true });
  }
}

function update(hash: Hash, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) hash.update(`${name}\0${text}\0`);
}

function print(hash: Hash, what: string): void {
  process.stdout.write(`${hash.digest("hex")}  ${what}\n`);
}
