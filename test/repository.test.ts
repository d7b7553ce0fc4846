import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const NOT_OURS = new Set([".git", "node_modules", "out", "dist", "coverage"]);

/** All text files of the project. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (NOT_OURS.has(entry.name)) return [];
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() && !/\.(png|gz)$/.test(entry.name) ? [path] : [];
  });
}

/** Where people and machines keep their files; made-up ones are in tests only. */
const FOLDERS = ["work", "tmp", "root", "home", "farm", "mnt", "Users"].join("|");
const ABSOLUTE = new RegExp(`(^|[^A-Za-z0-9.])/(${FOLDERS})/|\\b[A-Z]:\\\\\\\\?Users`, "m");

describe("the files of the project", () => {
  const files = filesBelow(".").map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));

  it("are found", () => {
    expect(files.map(({ file }) => file)).toEqual(
      expect.arrayContaining(["README.md", "docs/validation.md", ".ci/run"]),
    );
  });

  it("hold no absolute path of a machine", () => {
    const own = files.filter(({ file }) => !file.startsWith("test/") && file !== "package-lock.json");
    expect(own.filter(({ text }) => ABSOLUTE.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it("do not name the folder that they stand in, tests included", () => {
    expect(files.filter(({ text }) => text.includes(ROOT)).map(({ file }) => file)).toEqual([]);
  });

  it("are searched by a pattern that finds one", () => {
    expect("--libraries /work/shared").toMatch(ABSOLUTE);
    expect("https://a.example/work/shared, ../tmp/x").not.toMatch(ABSOLUTE);
  });
});

/** Source files that a text names; `mylib` and the like are the reader's own. */
const NAMED = /\b(?:src|generators|models|reports|test|docs)\/[\w./-]+\.(?:ts|js|mjs|md)\b/g;

describe("the documents", () => {
  it.each([
    "README.md",
    "CONTRIBUTING.md",
    "docs/ARCHITECTURE.md",
    "docs/inside.md",
    "docs/models.md",
    "docs/synapse.md",
  ])("%s names only files that there are", (document) => {
    const named = readFileSync(join(ROOT, document), "utf8").match(NAMED) ?? [];
    expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});
