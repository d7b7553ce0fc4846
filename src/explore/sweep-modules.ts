/** Where code is found that cannot be sent to a worker: URLs of modules. Tests put fakes here. */
export interface SweepModules {
  /** Exports `GENERATORS`. */
  readonly generators: string;
  /** Exports `costModels`. */
  readonly costs: string;
}

/** The generators and the prices of the product. */
export const STANDARD_MODULES: SweepModules = {
  generators: new URL("../../generators/registry.ts", import.meta.url).href,
  costs: new URL("../../models/cost/sources.ts", import.meta.url).href,
};
