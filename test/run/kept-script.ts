import { hearSignals, noteKept } from "../../src/run/interrupt.ts";

/** Notes two things, one of which goes away, and is interrupted. */
hearSignals();
let isThere = true;
noteKept("trainings stay in cache");
noteKept("the log stays", () => isThere);
isThere = false;
process.kill(process.pid, "SIGINT");
setTimeout(() => undefined, 10_000);
