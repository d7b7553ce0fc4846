import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { CharacterisedTable } from "../../../models/cost/characterised.ts";
import { loadCharacterised, serialiseCharacterised } from "../../../models/cost/characterised-table.ts";
import { loadTechnology } from "../../../models/technology/index.ts";

const technology = loadTechnology("asap7");
const folder = mkdtempSync(join(tmpdir(), "tritforge-table-"));
afterAll(() => rmSync(folder, { recursive: true }));

const TABLE: CharacterisedTable = {
  schemaVersion: 1,
  technology: "asap7",
  librarySha256: technology.sourceSha256,
  tool: "Yosys 0.55",
  recipe: 3,
  modules: { lane: { areaUm2: 12.5, leakageNw: 3, delayPs: 80, flipFlops: 20 } },
  energies: { "lane|chain1": { load: [1, 2, 3], hold: [0.5, 1, 3] } },
};

let files = 0;

function fileOf(text: string): string {
  const file = join(folder, `${files++}.json`);
  writeFileSync(file, text);
  return file;
}

function changed(changes: Readonly<Record<string, unknown>>): string {
  return fileOf(JSON.stringify({ ...TABLE, ...changes }));
}

describe("loadCharacterised(technology, file)", () => {
  it("reads back what serialiseCharacterised writes, one module a line", () => {
    const text = serialiseCharacterised(TABLE);
    expect(loadCharacterised(technology, fileOf(text))).toEqual(TABLE);
    expect(text.split("\n").filter((line) => line.includes('"lane"'))).toHaveLength(1);
  });

  it("reads back a table without modules", () => {
    const empty = { ...TABLE, modules: {}, energies: {} };
    expect(loadCharacterised(technology, fileOf(serialiseCharacterised(empty)))).toEqual(empty);
  });

  it("refuses the table of another library, by both hashes", () => {
    const file = changed({ librarySha256: "f".repeat(64), technology: "other" });
    expect(() => loadCharacterised(technology, file)).toThrow(
      `/librarySha256: got ffffffffffff… (other), expected ${technology.sourceSha256.slice(0, 12)}… of technology asap7`,
    );
  });

  it("refuses a file that is missing, no JSON, or of another version", () => {
    expect(() => loadCharacterised(technology, join(folder, "none.json"))).toThrow("none.json: got no such file");
    expect(() => loadCharacterised(technology, fileOf("{"))).toThrow(".json:1:2: got end of file");
    expect(() => loadCharacterised(technology, changed({ schemaVersion: 2 }))).toThrow("/schemaVersion");
    expect(() => loadCharacterised(technology, fileOf("null"))).toThrow("got null, expected a table of measured");
  });

  it.each([{ areaUm2: -1 }, { delayPs: "80" }, { leakageNw: null }, { flipFlops: undefined }])(
    "refuses a module with %j, by its key",
    (fault) => {
      const file = changed({ modules: { lane: { ...TABLE.modules["lane"], ...fault } } });
      expect(() => loadCharacterised(technology, file)).toThrow("/modules/lane");
    },
  );
});

describe("loadCharacterised(technology)", () => {
  it("does not take the built-in table for a library of the same name", () => {
    expect(loadCharacterised({ ...technology, sourceSha256: "another library" })).toBeUndefined();
  });

  it("has none for a library that it does not know", () => {
    expect(loadCharacterised({ ...technology, name: "mine" })).toBeUndefined();
  });
});
