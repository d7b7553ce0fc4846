import { holdOutDesigns, type SizeRange } from "./hold-out.ts";
import { compareDesigns, type Estimates, type TechnologyValidation } from "./compare.ts";
import { estimateAll } from "./estimated.ts";
import { brokenGates } from "./gates.ts";
import type { MeasuredDesign } from "./measured.ts";
import { Measurer } from "./measurer.ts";
import { summaryTable } from "./report.ts";
import type { Subject } from "./technologies.ts";
import { FIDELITIES } from "./checks.ts";
import type { YosysEngine } from "../../src/eda/yosys/index.ts";
import type { Design } from "../../src/core/result.ts";

/** What a campaign is asked to do. */
export interface CampaignOptions {
  readonly seeds: readonly number[];
  /** Of each seed. */
  readonly designs: number;
  readonly size: SizeRange;
  readonly yosys: YosysEngine;
  readonly cacheFolder: string;
}

/** All designs of all seeds in one technology. */
export interface CampaignResult {
  readonly validation: TechnologyValidation;
  /** Broken promises, each seed by itself. */
  readonly broken: readonly string[];
  /** Syntheses that were not known from an earlier run. */
  readonly anew: number;
}

/**
 * One technology, seed by seed. Each synthesis is kept by its content as soon as it is done, so a run that is killed goes on
 * where it stopped; after each seed the errors so far are printed to standard error. Every seed has to keep every promise.
 * Nothing is promised of designs synthesised as one module, so that is done with those of the first seed only.
 * @throws as the engines do
 */
export async function runCampaign(
  { name, technology, libertyFile }: Subject,
  { seeds, designs: perSeed, size, yosys, cacheFolder }: CampaignOptions,
): Promise<CampaignResult> {
  let counts = { done: 0, anew: 0 };
  let label = technology.name;
  const measurer = new Measurer({
    technology: name,
    yosys,
    cacheFolder,
    onDone: (now) => {
      counts = now;
      process.stderr.write(
        `\r${label}: ${counts.done} of ${perSeed * (seeds.length + 1)} syntheses, ${counts.anew} now `,
      );
    },
    ...(libertyFile === undefined ? {} : { libertyFile }),
  });
  const [all, allMeasured]: [Design[], MeasuredDesign[]] = [[], []];
  let estimates: Estimates = {};
  let validation: TechnologyValidation | undefined;
  const broken: string[] = [];
  try {
    for (const [i, seed] of seeds.entries()) {
      label = `${technology.name}, seed ${seed}`;
      const designs = holdOutDesigns(seed, perSeed, size);
      // Estimates first: a technology that cannot be estimated is refused before the minutes are spent.
      process.stderr.write(`${label}: estimating ${designs.length} designs ...\n`);
      const own = await estimateAll(designs, technology, { yosys, cacheFolder });
      // The largest first, so that the last run to start is a short one.
      const measured = await Promise.all(designs.toReversed().map((design) => measurer.measure(design, i === 0)));
      measured.reverse();
      process.stderr.write("\n");
      const ofSeed = seeds.length === 1 ? "" : ` (seed ${seed})`;
      broken.push(...brokenGates(compareDesigns(designs, measured, own, technology)).map((line) => line + ofSeed));
      all.push(...designs);
      allMeasured.push(...measured);
      estimates = joined(estimates, own);
      validation = compareDesigns(all, allMeasured, estimates, technology);
      if (seeds.length > 1) process.stderr.write(soFar(validation, broken));
    }
  } finally {
    await measurer.close();
  }
  if (validation === undefined) throw new Error("internal: a campaign without seeds");
  return { validation, broken, anew: counts.anew };
}

function joined(before: Estimates, more: Estimates): Estimates {
  return Object.fromEntries(
    FIDELITIES.flatMap((fidelity) => {
      const own = more[fidelity];
      return own === undefined ? [] : [[fidelity, [...(before[fidelity] ?? []), ...own]]];
    }),
  );
}

function soFar(validation: TechnologyValidation, broken: readonly string[]): string {
  const lines = broken.map((line) => `broken: ${line}\n`).join("");
  return `${summaryTable([validation])}\n${lines}`;
}
