import { VERDICTS, type Judgement, type Verdict } from "./judge.ts";
import type { Files, FuzzCase, FuzzKind } from "./kind.ts";
import { makeCase } from "./make-case.ts";
import { shrink } from "./shrink.ts";
import { WatchedWorker, type FuzzLimits } from "./watched-worker.ts";

/** A case that the product did not stand. */
export interface FuzzFailure {
  readonly kind: string;
  readonly run: number;
  readonly judgement: Judgement;
  /** The shortest input found that fails alike. */
  readonly shrunk: FuzzCase;
}

export interface FuzzResult {
  /** Kind → verdict → cases. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<Verdict, number>>;
  readonly failures: readonly FuzzFailure[];
}

export interface FuzzPlan {
  readonly kinds: readonly FuzzKind[];
  readonly seed: number;
  /** Numbers of the cases, which go to the kinds in turn. */
  readonly runs: readonly number[];
  readonly workers: number;
  readonly limits: FuzzLimits;
  readonly onCase: () => void;
}

/** Runs cases side by side. What each comes to depends on kind, seed and number alone. */
export async function runCampaign(plan: FuzzPlan): Promise<FuzzResult> {
  const { kinds, runs } = plan;
  const seeds = new Map<string, Readonly<Record<string, Files>>>();
  for (const kind of kinds) seeds.set(kind.name, await kind.seeds());
  const counts = new Map(kinds.map(({ name }) => [name, new Map(VERDICTS.map((verdict) => [verdict, 0]))]));
  const failures: FuzzFailure[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const worker = new WatchedWorker(plan.limits);
    for (let place = next++; place < runs.length; place = next++) {
      const run = runs[place] ?? 0;
      const kind = kinds[run % kinds.length];
      if (kind === undefined) continue;
      const made = makeCase(kind, seeds.get(kind.name) ?? {}, plan.seed, run);
      const judge = (each: FuzzCase): Promise<Judgement> => worker.judge({ kind: kind.name, case: each });
      const judgement = await judge(made);
      const own = counts.get(kind.name);
      own?.set(judgement.verdict, (own.get(judgement.verdict) ?? 0) + 1);
      if (isFailure(judgement))
        failures.push({ kind: kind.name, run, judgement, shrunk: await smallest(made, judgement, judge) });
      plan.onCase();
    }
    await worker.close();
  };
  await Promise.all(Array.from({ length: plan.workers }, work));
  return { counts, failures: failures.toSorted((a, b) => a.run - b.run) };
}

export function isFailure({ verdict }: Judgement): boolean {
  return verdict !== "clean" && verdict !== "accepted";
}

/** What takes long is not tried again and again; a neutral change cannot be cut. */
async function smallest(
  made: FuzzCase,
  judgement: Judgement,
  judge: (each: FuzzCase) => Promise<Judgement>,
): Promise<FuzzCase> {
  if (made.isNeutral || judgement.verdict === "too slow" || judgement.verdict === "out of memory") return made;
  return shrink(made, judgement, judge);
}
