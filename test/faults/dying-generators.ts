import { isMainThread } from "node:worker_threads";
import { GENERATORS as FAKES } from "../explore/fake-generators.ts";

/** The fake generators, one of which ends or fills the worker thread that asks it for modules (never this thread). */
export const GENERATORS = FAKES.map((generator) =>
  generator.name !== "plain" || generator.kind !== "core"
    ? generator
    : {
        ...generator,
        components: (parameters: Parameters<typeof generator.components>[0]) => {
          if (!isMainThread) process.exit(7);
          return generator.components(parameters);
        },
      },
);

export { costModels } from "../explore/fake-generators.ts";
