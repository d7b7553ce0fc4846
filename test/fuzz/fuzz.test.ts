import { describe, expect, it } from "vitest";
import { KINDS } from "./kinds/index.ts";
import { makeCase } from "./make-case.ts";
import { CaseRunner } from "./run-case.ts";

/** Cases of each kind in `npm test`; `npm run fuzz` runs as many as asked for, with limits of time and memory. */
const RUNS = 16;

describe("tritforge, given hostile files", () => {
  it.each(KINDS.map((kind) => [kind.name, kind] as const))(
    "refuses in words or accepts with sense: %s",
    async (name, kind) => {
      const seeds = await kind.seeds();
      const runner = await CaseRunner.start(kind, seeds);
      const failures: string[] = [];
      const seen = new Set<string>();
      for (let run = 0; run < RUNS; run++) {
        const { verdict, why } = await runner.run(makeCase(kind, seeds, 1, run));
        seen.add(verdict);
        if (verdict !== "clean" && verdict !== "accepted") failures.push(`${name} run ${run}: ${verdict}: ${why}`);
      }
      expect(failures).toEqual([]);
      expect([...seen].toSorted()).toEqual(["accepted", "clean"]);
    },
    600_000,
  );
});
