import { appendFileSync } from "node:fs";
import { GENERATORS as FAKES } from "./fake-generators.ts";

/** The fake generators; each point that is judged, in whatever thread, adds a byte to the file that COUNT_FILE names. */
export const GENERATORS = FAKES.map((generator) => ({
  ...generator,
  conflicts: (values: Parameters<typeof generator.conflicts>[0]) => {
    appendFileSync(process.env["COUNT_FILE"] ?? "", ".");
    return generator.conflicts(values);
  },
}));

export { costModels } from "./fake-generators.ts";
