import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { bundled, placeIn } from "../../src/run/bundle.mjs";

const urlOf = (name: string): string => new URL(`../../${name}`, import.meta.url).href;

/** What `tritforge WORDS…` prints on standard error, with code that runs before it. */
function errorsOf(before: string, ...words: readonly string[]): string {
  const command = fileURLToPath(urlOf("src/cli/tritforge.mjs"));
  const preload = `data:text/javascript,${encodeURIComponent(before)}`;
  return spawnSync(process.execPath, ["--import", preload, command, ...words], { encoding: "utf8" }).stderr;
}

describe("the bundle of the command", () => {
  it("is made once, and holds what is loaded by name", async () => {
    const bundle = await bundled();
    expect(bundle).toBeDefined();
    expect(await bundled()).toBe(bundle);
    for (const name of ["src/cli/main.ts", "src/explore/worker.ts", "generators/registry.ts", "models/cost/sources.ts"])
      expect(existsSync(fileURLToPath(placeIn(bundle, urlOf(name))))).toBe(true);
  });

  it("is what the command runs from; a stack trace names lines of the TypeScript", () => {
    const errors = errorsOf("Object.fromEntries = undefined", "list", "--json");
    expect(errors).toContain("TypeError");
    expect(errors).toMatch(/\(.*\/src\/cli\/\w[\w-]*\.ts:\d+:\d+\)/);
    expect(errors).not.toContain("typescript-hook");
  });
});

describe("placeIn(bundle, url)", () => {
  it("leaves a module where it is that is not loaded by name, or without a bundle", async () => {
    const other = urlOf("src/core/grains.ts");
    expect(placeIn(await bundled(), other)).toBe(other);
    expect(placeIn(undefined, urlOf("src/cli/main.ts"))).toBe(urlOf("src/cli/main.ts"));
    expect(placeIn(await bundled(), "node:fs")).toBe("node:fs");
  });

  it("gives the file in the bundle", async () => {
    const bundle = (await bundled()) ?? "";
    expect(placeIn(bundle, urlOf("src/cli/main.ts"))).toBe(pathToFileURL(join(bundle, "src/cli/main.js")).href);
  });
});
