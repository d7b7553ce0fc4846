// Test files that take longest start first, so that none is left for the end while the other cores idle. Vitest does so by
// what it remembers of the last run, but a fresh clone has none: there it goes by the size of files, and the slowest are small.
import { BaseSequencer } from "vitest/node";

/** Slowest first; what is not listed follows in vitest's order. A file that is gone is no fault. */
const SLOW = [
  "test/faults/faults.test.ts",
  "test/verify/formal/prove-unit.test.ts",
  "test/fuzz/fuzz.test.ts",
  "test/explore/setting-options.test.ts",
  "test/explore/sweep.test.ts",
  "test/cli/report.test.ts",
  "test/verify/external.test.ts",
  "test/verify/float-cores.test.ts",
  "test/explore/kept-prices.test.ts",
  "test/learn/prepare-updates.test.ts",
  "test/models/no-silent-zeros.test.ts",
  "test/verify/update-unit/external.test.ts",
  "test/run/interrupted-publishing.test.ts",
  "test/verify/unknown-bits.test.ts",
  "test/generators/streaming-core/printed.test.ts",
  "test/explore/chunk-log.test.ts",
  "test/eda/yosys/synthesise.test.ts",
  "test/explore/rows-of-settings.test.ts",
  "test/explore/rows.test.ts",
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
