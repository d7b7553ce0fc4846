import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { removeTemporaryFolders, TemporaryFolder } from "../../src/run/temporary-folder.ts";

afterEach(() => vi.unstubAllEnvs());

describe("new TemporaryFolder(purpose)", () => {
  it("takes files of deeper folders, and is gone after remove()", () => {
    const folder = new TemporaryFolder("test");
    folder.write("a/b.v", "module b;");
    expect(readFileSync(join(folder.path, "a", "b.v"), "utf8")).toBe("module b;");
    folder.remove();
    expect(existsSync(folder.path)).toBe(false);
  });

  it("throws InputError in one line when TMPDIR is a file, or is not there", () => {
    const base = mkdtempSync(join(tmpdir(), "tritforge-tmpdir-"));
    writeFileSync(join(base, "file"), "");
    for (const [name, words] of [
      ["file", "a file in the place of a folder (ENOTDIR)"],
      ["nowhere", "no such file or folder (ENOENT)"],
    ] as const) {
      vi.stubEnv("TMPDIR", join(base, name));
      expect(() => new TemporaryFolder("test")).toThrow(
        `${join(base, name)}: got ${words} for temporary files, expected a folder for temporary files that can be written to (TMPDIR)`,
      );
    }
    rmSync(base, { recursive: true });
  });

  it("is removed by removeTemporaryFolders(), whichever thread made it", () => {
    const folder = new TemporaryFolder("test");
    removeTemporaryFolders();
    expect(existsSync(folder.path)).toBe(false);
    folder.remove();
  });
});
