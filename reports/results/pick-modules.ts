import type { PickedDesign } from "../../src/core/sweep-result.ts";

/** A module of a picked design as the model and as synthesis see it. */
export interface PickedModule {
  readonly module: string;
  readonly role: string;
  readonly instances: number;
  /** Area of all instances without children, by the model [µm²]. */
  readonly modelUm2: number;
  /** The same after synthesis [µm²]; undefined if it was not synthesised as a module of its own. */
  readonly synthesisUm2?: number;
  /** (model − synthesis) ÷ synthesis. */
  readonly error?: number;
}

/** The modules of a pick, largest first, each with its synthesised area if the hierarchy was kept. */
export function pickedModules(pick: PickedDesign): readonly PickedModule[] {
  return pick.breakdown
    .map((row) => {
      const base = { module: row.module, role: row.role, instances: row.instances, modelUm2: row.areaUm2 };
      const each = pick.synthesis?.hierarchy === "keep" ? pick.synthesis.modules[row.module] : undefined;
      if (each === undefined) return base;
      const synthesisUm2 = each * row.instances;
      return synthesisUm2 > 0
        ? { ...base, synthesisUm2, error: (row.areaUm2 - synthesisUm2) / synthesisUm2 }
        : { ...base, synthesisUm2 };
    })
    .sort((a, b) => b.modelUm2 - a.modelUm2 || (a.module < b.module ? -1 : 1));
}
