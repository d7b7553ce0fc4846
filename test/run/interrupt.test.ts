import { describe, expect, it } from "vitest";
import { runScript } from "../faults/run-process.ts";

describe("noteKept(text, isStillThere)", () => {
  it("is said when a signal ends the process, of what is still there", async () => {
    const ended = await runScript(new URL("./kept-script.ts", import.meta.url), []);
    expect([ended.code, ended.errors]).toEqual([130, ["tritforge: stopped by SIGINT; trainings stay in cache"]]);
  });
});
