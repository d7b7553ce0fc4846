import { REGRET_GATE } from "./checks.ts";
import type { CheckSummary, TechnologyValidation } from "./compare.ts";
import { percent } from "./markdown.ts";
import { isGated, type Regret } from "./objectives.ts";

/**
 * One line per broken promise, empty if all is well. A promise that could not be looked at is broken too: what is not
 * measured on every design is not known to hold.
 */
export function brokenGates({ technology, checks, regrets, designs }: TechnologyValidation): string[] {
  const broken = [
    ...checks.flatMap((check) => brokenCheck(check, designs.length)),
    ...regrets.flatMap((regret) => brokenRegret(regret)),
  ];
  return broken.map((line) => `${technology}: ${line}`);
}

/** With fewer designs, one pair in the other order breaks a promise about ranks. */
const RANKED_DESIGNS = 20;

function brokenCheck({ quantity, source, reference, gate, designs, errors }: CheckSummary, all: number): string[] {
  if (gate === undefined) return [];
  const name = `${quantity} (${source}) against ${reference}`;
  if (errors === undefined || designs < all) return [`${name}: known for ${designs} of ${all} designs, expected all`];
  const broken: string[] = [];
  const { mean, worst, kendallTau } = errors;
  if (!(mean <= gate.mean)) broken.push(`mean |error| ${percent(mean)}, expected at most ${percent(gate.mean)}`);
  if (gate.worst !== undefined && !(worst <= gate.worst))
    broken.push(`worst |error| ${percent(worst)}, expected at most ${percent(gate.worst)}`);
  if (gate.kendallTau !== undefined && designs >= RANKED_DESIGNS && !(kendallTau >= gate.kendallTau))
    broken.push(`Kendall τ ${kendallTau.toFixed(3)}, expected at least ${gate.kendallTau}`);
  return broken.map((line) => `${name}: ${line}`);
}

function brokenRegret(regret: Regret): string[] {
  const { fidelity, objectives, linear } = regret;
  if (!isGated(regret)) return [];
  const name = `Pareto regret (${fidelity}) of ${objectives.join(", ")}`;
  if (linear === undefined) return [`${name}: not known, an objective is missing`];
  if (linear <= REGRET_GATE) return [];
  return [`${name}: ${percent(linear, 2)}, expected at most ${percent(REGRET_GATE, 2)}`];
}
