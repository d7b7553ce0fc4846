import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stripTypes } from "../../src/run/strip-types.mjs";

describe("stripTypes(file, text, cache)", () => {
  let cache = "";
  beforeEach(() => (cache = mkdtempSync(join(tmpdir(), "tritforge-types-"))));
  afterEach(() => rmSync(cache, { recursive: true, force: true }));

  const TEXT = "export const x: number = 1;\n";
  const entry = (): string => join(cache, readdirSync(cache)[0] ?? "none");

  it("gives the file without its types", async () => {
    expect(await stripTypes("/a.ts", TEXT, cache)).toMatch(/^const x = 1;\n/);
  });

  it("reads again what it kept, and one entry a file", async () => {
    const made = await stripTypes("/a.ts", TEXT, cache);
    expect(readdirSync(cache)).toHaveLength(1);
    const kept = made.replace("x = 1", "x = 2");
    writeFileSync(entry(), kept);
    expect(await stripTypes("/a.ts", TEXT, cache)).toBe(kept);
    expect(await stripTypes("/b.ts", TEXT, cache)).toContain("x = 1");
  });

  it("makes it anew of a file that has changed, in place of the old", async () => {
    await stripTypes("/a.ts", TEXT, cache);
    expect(await stripTypes("/a.ts", "export const y: number = 1;\n", cache)).toContain("const y = 1");
    expect(readdirSync(cache)).toHaveLength(1);
  });

  it("makes it anew where the entry is cut short", async () => {
    const made = await stripTypes("/a.ts", TEXT, cache);
    truncateSync(entry(), made.length - 1);
    expect(await stripTypes("/a.ts", TEXT, cache)).toBe(made);
  });

  it("goes without a folder that cannot be written", async () => {
    writeFileSync(join(cache, "file"), "");
    expect(await stripTypes("/a.ts", TEXT, join(cache, "file"))).toContain("const x = 1");
  });
});
