/**
 * Published experiments, repeated. `cores/`, `ispass2026`, with the generators and the cost model: which cores (`points.ts`),
 * which variant of each (`variants.ts`), what is synthesised (`synthesis.ts`), what becomes of the paper's claims
 * (`claims.ts`). `learning/`, `lim2017`, with synapse devices: files in the same roles.
 *
 * To add one: its list of points or conditions, its claims, and its name in EXPERIMENTS.
 */
import { InputError } from "../core/errors.ts";
import { didYouMean } from "../json/did-you-mean.ts";

export { runLim2017 } from "./learning/run.ts";
export { runReproduction } from "./cores/run.ts";

/** What an experiment is about; each kind has its own options, record and page. */
export type ExperimentKind = "cores" | "learning";

/** Name on the command line → the paper. */
export const EXPERIMENTS: Readonly<Record<string, { readonly kind: ExperimentKind; readonly paper: string }>> = {
  ispass2026: {
    kind: "cores",
    paper: "ternary LUT accelerators, Geens et al., ISPASS 2026 (arXiv 2604.25183)",
  },
  lim2017: {
    kind: "learning",
    paper: "adaptive learning rule for synapse devices, Lim et al. 2017 (arXiv 1707.06381), our reconstruction",
  },
};

/** The kind of an experiment. @throws {InputError} if there is none of that name */
export function requireExperiment(name: string): ExperimentKind {
  const names = Object.keys(EXPERIMENTS);
  const experiment = names.includes(name) ? EXPERIMENTS[name] : undefined;
  if (experiment !== undefined) return experiment.kind;
  throw InputError.at("experiment", `got "${name}", expected one of ${names.join(", ")}${didYouMean(name, names)}`);
}
