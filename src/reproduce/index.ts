/**
 * Published experiments, repeated with the generators and the cost model of tritforge: which cores (`points.ts`), which
 * variant of each (`variants.ts`), what is synthesised (`synthesis.ts`), what becomes of the paper's claims (`claims.ts`).
 *
 * To add one: its list of points, its claims, and its name in EXPERIMENTS.
 */
import { InputError } from "../core/errors.ts";
import { didYouMean } from "../config/did-you-mean.ts";

export { runReproduction } from "./run.ts";

/** Name on the command line → the paper. */
export const EXPERIMENTS: Readonly<Record<string, string>> = {
  ispass2026: "ternary LUT accelerators, Geens et al., ISPASS 2026 (arXiv 2604.25183)",
};

/** @throws {InputError} if there is no experiment of that name */
export function requireExperiment(name: string): void {
  const names = Object.keys(EXPERIMENTS);
  if (names.includes(name)) return;
  throw InputError.at("experiment", `got "${name}", expected one of ${names.join(", ")}${didYouMean(name, names)}`);
}
