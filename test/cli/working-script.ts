/** Works as long as it is told [ms], computing all the while or waiting; its result is on stdout. For working.test.ts. */
import { working } from "../../src/cli/working.ts";

const [ms = "0", how = "computing", place = "log"] = process.argv.slice(2);

const compute = (untilMs: number): void => {
  while (performance.now() < untilMs);
};

const result = await working(
  "working on it",
  async (say) => {
    if (how === "waiting") await new Promise((resolve) => setTimeout(resolve, Number(ms)));
    else compute(performance.now() + Number(ms));
    if (how === "stages") {
      say("working on more");
      compute(performance.now() + Number(ms));
    }
    return "done";
  },
  { firstMs: 300, everyMs: 300, isTerminal: place === "terminal" },
);
process.stdout.write(result);
