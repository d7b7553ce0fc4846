import { benchArea } from "./area.ts";
import { benchBaseline } from "./baseline.ts";
import { benchClockGates } from "./clock-gates.ts";
import { benchExplore } from "./explore.ts";
import { benchFloatArea } from "./float-area.ts";
import { benchFloatPeer } from "./float-peer.ts";
import { benchFloat } from "./float.ts";
import { benchFront } from "./front.ts";
import { benchPlots } from "./plots.ts";
import { benchPricing } from "./pricing.ts";
import { benchRows } from "./rows.ts";
import { benchSearch } from "./search.ts";
import { benchSimulator } from "./simulator.ts";
import { benchTraining } from "./training.ts";

/**
 * `npm run bench [simulator|float|training|front|pricing|rows|baseline|explore|search|float-area|float-peer|area|clock-gates ...]`: measures, prints, and exits
 * 1 if something is larger or slower than promised or computes something wrong. Without names, all of them; those of area and clock gates
 * need a native Yosys and take some minutes. Only by name: `search`, some minutes, `plots`, some minutes, and `plots-to-1e8`, more, which write
 * docs/performance.md and its drawings.
 */
const BENCHES = {
  simulator: () => Promise.resolve({ text: benchSimulator(), isWithinBounds: true }),
  float: () => Promise.resolve(benchFloat()),
  training: () => Promise.resolve(benchTraining()),
  front: () => Promise.resolve(benchFront()),
  pricing: () => Promise.resolve({ text: benchPricing(), isWithinBounds: true }),
  rows: () => benchRows(),
  baseline: () => benchBaseline(),
  explore: async () => ({ text: await benchExplore(), isWithinBounds: true }),
  search: async () => ({ text: await benchSearch(), isWithinBounds: true }),
  "float-area": async () => ({ text: await benchFloatArea(), isWithinBounds: true }),
  "float-peer": async () => ({ text: await benchFloatPeer(process.env["HARDFLOAT"]), isWithinBounds: true }),
  area: () => benchArea(),
  "clock-gates": () => benchClockGates(),
  plots: async () => ({ text: await benchPlots(1e7), isWithinBounds: true }),
  "plots-to-1e8": async () => ({ text: await benchPlots(1e8), isWithinBounds: true }),
} as const;

/** What is measured only by name: it takes many minutes, or writes files of the project. */
const ONLY_BY_NAME: readonly string[] = ["search", "plots", "plots-to-1e8"];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHES));
for (const name of unknown) process.stderr.write(`bench: got ${name}, expected ${Object.keys(BENCHES).join(", ")}\n`);
if (unknown.length > 0) process.exit(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length === 0 ? ONLY_BY_NAME.includes(name) : !asked.includes(name)) continue;
  const { text, isWithinBounds } = await bench();
  process.stdout.write(`${text}\n`);
  if (!isWithinBounds) process.exitCode = 1;
}
