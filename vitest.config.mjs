// Test files that take longest start first, so that none is left for the end while the other cores idle. Vitest does so by
// what it remembers of the last run, but a fresh clone has none: there it goes by the size of files, and the slowest are small.
import { BaseSequencer } from "vitest/node";

/** Slowest first; what is not listed follows in vitest's order. A file that is gone is no fault. */
const SLOW = [
  "test/explore/kept-prices.long.test.ts",
  "test/models/training/run/train-on-device.long.test.ts",
  "test/explore/bounded-sweep.long.test.ts",
  "test/verify/float-cores.long.test.ts",
  "test/verify/update-unit/measured-moments.long.test.ts",
  "test/verify/update-unit/external.long.test.ts",
  "test/explore/chunk-log.long.test.ts",
  "test/models/no-silent-zeros.test.ts",
  "test/verify/update-unit/embedded.test.ts",
  "test/cli/command-line.test.ts",
  "test/cli/working.test.ts",
  "test/verify/formal/prove-unit.test.ts",
  "test/explore/sweep.test.ts",
  "test/fuzz/fuzz.test.ts",
  "test/verify/unknown-bits.test.ts",
  "test/cli/pdk.test.ts",
  "test/generators/streaming-core/printed.test.ts",
  "test/verify/external.test.ts",
  "test/cli/no-feasible.test.ts",
];

class LongestFirst extends BaseSequencer {
  async sort(files) {
    const others = await super.sort(files);
    const place = ({ moduleId }) => {
      const found = SLOW.findIndex((name) => moduleId.replaceAll("\\", "/").endsWith(`/${name}`));
      return found === -1 ? SLOW.length : found;
    };
    return others.toSorted((a, b) => place(a) - place(b));
  }
}

export default { test: { sequence: { sequencer: LongestFirst } } };
