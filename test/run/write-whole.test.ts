import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../src/core/errors.ts";
import { requireWritable, writeWhole } from "../../src/run/write-whole.ts";

let base = "";
beforeEach(() => (base = mkdtempSync(join(tmpdir(), "tritforge-write-"))));
afterEach(() => rmSync(base, { recursive: true }));

describe("writeWhole(file, text)", () => {
  it("makes the folder, replaces the file, and leaves nothing else", () => {
    const file = join(base, "a", "b", "x.csv");
    writeWhole(file, "old");
    writeWhole(file, "new");
    expect(readFileSync(file, "utf8")).toBe("new");
    expect(readdirSync(join(base, "a", "b"))).toEqual(["x.csv"]);
  });

  it("follows a link to a file", () => {
    writeFileSync(join(base, "real"), "old");
    symlinkSync(join(base, "real"), join(base, "link"));
    writeWhole(join(base, "link"), "new");
    expect(readFileSync(join(base, "real"), "utf8")).toBe("new");
    expect(readdirSync(base).toSorted()).toEqual(["link", "real"]);
  });

  it("writes to a device as it is", () => {
    writeWhole("/dev/null", "gone");
    expect(readFileSync("/dev/null", "utf8")).toBe("");
  });

  it("throws InputError for a device without room, /dev/full", () => {
    expect(() => writeWhole("/dev/full", "text", "--out")).toThrow(
      "--out: got a full disk (ENOSPC) while writing full, expected room for the result",
    );
  });

  it("writes a name of 255 letters, and refuses one of 256 in one line", () => {
    writeWhole(join(base, "x".repeat(255)), "text");
    expect(readdirSync(base)).toEqual(["x".repeat(255)]);
    expect(() => writeWhole(join(base, "x".repeat(256)), "text", "--out")).toThrow(
      /^--out: got a name that is too long \(ENAMETOOLONG\) while writing x+, expected a file that can be written$/,
    );
    expect(readdirSync(base)).toHaveLength(1);
  });
});

describe("requireWritable(file)", () => {
  it("leaves no trace, neither of a new folder nor of an old file", () => {
    writeFileSync(join(base, "x"), "old");
    requireWritable(join(base, "x"));
    requireWritable(join(base, "deep", "er", "y"));
    expect(readdirSync(base)).toEqual(["x"]);
    expect(readFileSync(join(base, "x"), "utf8")).toBe("old");
  });

  it("throws InputError for a folder, and for a path through a file", () => {
    mkdirSync(join(base, "folder"));
    writeFileSync(join(base, "file"), "");
    expect(() => requireWritable(join(base, "folder"), "--trace")).toThrow(
      `--trace: got the folder ${join(base, "folder")}, expected a file that can be written`,
    );
    expect(() => requireWritable(join(base, "file", "x"))).toThrow(InputError);
    expect(readdirSync(base).toSorted()).toEqual(["file", "folder"]);
  });
});
