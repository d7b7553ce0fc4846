import { availableParallelism } from "node:os";
import { InputError, ToolError } from "../../src/core/errors.ts";
import { hasSimulator } from "../../src/verify/bench/run-bench.ts";
import { verifyPrinted, type DesignVerification } from "../../src/verify/verify-design.ts";
import type { CampaignDesign } from "./designs.ts";

/** What came of one design. */
export interface Outcome {
  readonly design: CampaignDesign;
  /** Output beats, or slots of pulses, that were compared. */
  readonly beats: number;
  /** Why it is not equal, in words; undefined if it is. */
  readonly failure: string | undefined;
}

/** @throws {InputError} if a simulator that the designs need is not installed */
export async function requireSimulators(designs: readonly CampaignDesign[]): Promise<void> {
  for (const simulator of new Set(designs.map((design) => design.simulator))) {
    if (!(await hasSimulator(simulator)))
      throw InputError.at("campaign", `got no ${simulator} on the PATH, expected it: its designs need it`);
  }
}

/** Simulates designs, as many at a time as there are cores; the outcomes are in the order of the designs. */
export async function runCampaign(
  designs: readonly CampaignDesign[],
  count: number,
  onDone: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < designs.length; i = next++) {
      const outcome = await runDesign(designs[i] as CampaignDesign, count);
      outcomes[i] = outcome;
      onDone(outcome);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return outcomes;
}

async function runDesign(design: CampaignDesign, count: number): Promise<Outcome> {
  const { generator, parameters, simulator, seed, mostProducts } = design;
  try {
    const top = generator.elaborate(parameters);
    const result = await verifyPrinted(
      { generator, parameters, top, count: Math.min(count, mostProducts), seed },
      simulator,
    );
    const failure = result.passed ? undefined : (result.failure ?? "no verdict");
    return { design, beats: beatsOf(result), failure };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { design, beats: 0, failure: error.message };
  }
}

function beatsOf(result: DesignVerification): number {
  return "beats" in result ? result.beats : result.slots;
}
