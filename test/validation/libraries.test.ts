import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { loadTechnology } from "../../models/technology/index.ts";
import { findLiberty, libertySha256, requireSameLibrary } from "./libraries.ts";

/** `printf abc | sha256sum` */
const SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const TECHNOLOGY = { ...loadTechnology("asap7"), sourceSha256: SHA256_OF_ABC };

const folder = mkdtempSync(join(tmpdir(), "tritforge-libraries-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [plain, zipped] = [join(folder, "any name.lib"), join(folder, "zipped.lib.gz")];
writeFileSync(join(folder, "another.lib"), "abcd");
writeFileSync(zipped, gzipSync("abc"));

describe("libertySha256(file)", () => {
  it("is the same with and without gzip", () => {
    writeFileSync(plain, "abc");
    expect([plain, zipped].map(libertySha256)).toEqual([SHA256_OF_ABC, SHA256_OF_ABC]);
    rmSync(plain);
  });

  it("names a file that is not there", () => {
    expect(() => libertySha256(plain)).toThrow(`${plain}: got no such file`);
  });
});

describe("findLiberty(technology, folder)", () => {
  it("finds the file by its content", () => {
    expect(findLiberty(TECHNOLOGY, folder)).toBe(zipped);
  });

  it("finds nothing in a folder without it, or without a folder", () => {
    expect(findLiberty(loadTechnology("asap7"), folder)).toBeUndefined();
    expect(findLiberty(TECHNOLOGY, join(folder, "none"))).toBeUndefined();
  });
});

describe("requireSameLibrary(technology, file)", () => {
  it("refuses a library that the technology was not made of", () => {
    expect(() => requireSameLibrary(TECHNOLOGY, zipped)).not.toThrow();
    expect(() => requireSameLibrary(TECHNOLOGY, join(folder, "another.lib"))).toThrow(/--liberty: .*expected ba7816bf/);
  });
});
