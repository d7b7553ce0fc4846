import { join } from "node:path";
import { openCheckpoint } from "../../../src/weights/index.ts";
import { layerStatistics } from "../../../src/weights/statistics.ts";
import { FIXTURE_NAMES, fixtureBytes } from "../../support/checkpoints/fixtures.ts";
import { functionAnswer } from "../answer.ts";
import type { FuzzKind } from "../kind.ts";
import { mutatedBytes } from "../mutate/bytes.ts";

/** A checkpoint of each format is read from its first byte to its last, as `weights inspect` does. */
export const checkpointKind: FuzzKind = {
  name: "checkpoint",
  seeds: () => Object.fromEntries(FIXTURE_NAMES.map((name) => [name, { weights: fixtureBytes(name) }])),
  mutate: mutatedBytes,
  run: (input) =>
    Promise.resolve(
      functionAnswer(() => {
        const checkpoint = openCheckpoint(join(input, "weights"));
        try {
          const { layers, others } = checkpoint;
          return { layers: layers.map((layer) => [layer.name, layerStatistics(layer)]), others };
        } finally {
          checkpoint.close();
        }
      }),
    ),
};
