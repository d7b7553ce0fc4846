import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { runScript } from "../faults/run-process.ts";
import { isSameTree, treeOf, visible } from "../faults/tree.ts";
import { OutputFolder } from "../../src/run/output-folder.ts";

const SCRIPT = new URL("../faults/publish-script.ts", import.meta.url);
const INJECT = fileURLToPath(new URL("../faults/inject.mjs", import.meta.url));
const base = mkdtempSync(join(tmpdir(), "tritforge-publish-"));
afterAll(() => rmSync(base, { recursive: true }));

const OLD = ["manifest.json", "pareto.json", "points.csv", "designs/knee/rtl/mine.v"];
const NEW = ["manifest.json", "pareto.json", "report.html"];

/** A folder with the result OLD and two files of the user. */
function folderWithOld(name: string): string {
  const directory = join(base, name);
  const folder = OutputFolder.prepare(directory);
  for (const file of OLD.slice(0, 3))
    folder.append(file, file === "manifest.json" ? '{"tool":{"name":"tritforge"},"objectives":[]}' : `old ${file}`);
  folder.commit();
  mkdirSync(join(directory, "designs/knee/rtl"), { recursive: true });
  writeFileSync(join(directory, "designs/knee/rtl/mine.v"), "module mine;");
  writeFileSync(join(directory, "notes.txt"), "mine");
  return directory;
}

describe("OutputFolder.commit() killed before its N-th change of a name", () => {
  it("leaves the old result or a decided new one; the next OutputFolder.prepare(directory) completes it", async () => {
    const old = treeOf(folderWithOld("old"));
    const published = folderWithOld("new");
    await runScript(SCRIPT, [published, "new", ...NEW]);
    const whole = treeOf(published);
    expect(Object.keys(whole ?? {})).toEqual([
      "designs/knee/rtl/mine.v",
      "manifest.json",
      "notes.txt",
      "pareto.json",
      "report.html",
    ]);
    const outcomes = await Promise.all(
      Array.from({ length: 18 }, async (_, i) => {
        const directory = folderWithOld(`crash-${i}`);
        const env = { NODE_OPTIONS: `--import=${INJECT}`, FAULT: `crash:${i + 1}`, FAULT_BELOW: directory };
        const { signal } = await runScript(SCRIPT, [directory, "new", ...NEW], { env });
        const found = visible(treeOf(directory));
        const isResult = [old, whole].some((tree) => isSameTree(tree, found));
        OutputFolder.prepare(directory).discard();
        const after = treeOf(directory);
        const place = [old, whole].findIndex((tree) => isSameTree(tree, after));
        return { signal, isResult, after: ["old", "new"][place], hasSeal: "manifest.json" in found };
      }),
    );
    const crashed = outcomes.filter(({ signal }) => signal === "SIGKILL");
    // Lock, staging folders, decision, two removals, three renames, removal of the stage: some tell old from new.
    expect(crashed.length).toBeGreaterThan(8);
    for (const { after } of outcomes) expect(["old", "new"]).toContain(after);
    expect(new Set(crashed.map(({ after }) => after))).toEqual(new Set(["old", "new"]));
    // Between the two, a folder has no seal: nobody takes it for a result.
    const between = crashed.filter(({ isResult }) => !isResult);
    expect(between.length).toBeGreaterThan(2);
    for (const each of between) expect(each).toMatchObject({ hasSeal: false, after: "new" });
  }, 120_000);
});
