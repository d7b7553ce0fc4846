import { markdownTable } from "../validation/markdown.ts";
import type { Outcome } from "./run.ts";

/** One line on a design that is not equal to its golden model: what it takes to see it again. */
export function failureLine({ design, failure }: Outcome): string {
  const { generator, parameters, simulator, seed } = design;
  const file = JSON.stringify({ generator: generator.name, parameters });
  return `${simulator}, seed ${seed}: ${failure?.split("\n")[0]}\n  ${file}`;
}

/** Generator × simulator: designs, beats, how many are equal. */
export function campaignTable(outcomes: readonly Outcome[]): string {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const { generator, simulator } = outcome.design;
    const key = `${generator.name} ${simulator}`;
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  const rows = [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => [...key.split(" "), ...counts(own)]);
  return markdownTable(
    ["generator", "simulator", "designs", "beats or slots", "equal"],
    [...rows, ["all", "", ...counts(outcomes)]],
  );
}

function counts(outcomes: readonly Outcome[]): string[] {
  const beats = outcomes.reduce((sum, each) => sum + each.beats, 0);
  const equal = outcomes.filter(({ failure }) => failure === undefined).length;
  return [String(outcomes.length), String(beats), String(equal)];
}
