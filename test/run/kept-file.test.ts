import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readKept, writeKept } from "../../src/run/kept-file.ts";

let base = "";
let notices: string[] = [];
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "tritforge-kept-"));
  notices = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => notices.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(base, { recursive: true });
});

const BYTES = Uint8Array.of(1, 2, 3, 250);

describe("readKept(file, key) and writeKept(file, key, bytes)", () => {
  it("give back what was kept, of folders that are made; and nothing, in silence, where nothing was", () => {
    const file = join(base, "folder", "prices");
    expect(readKept(file, "key").length).toBe(0);
    writeKept(file, "key", Uint8Array.of(9));
    writeKept(file, "key", BYTES);
    expect(Uint8Array.from(readKept(file, "key"))).toEqual(BYTES);
    expect(readdirSync(join(base, "folder"))).toEqual(["prices"]);
    expect(notices).toEqual([]);
  });

  it("drop a file of which any byte is another one, or that is cut short, with one notice", () => {
    const file = join(base, "prices");
    writeKept(file, "key", BYTES);
    const whole = readFileSync(file);
    const wrong = [...whole.keys()].map((at) => Buffer.from(whole).fill(whole[at]! ^ 1, at, at + 1));
    const short = [...whole.keys()].map((length) => whole.subarray(0, length));
    for (const bytes of [...wrong, ...short, Buffer.concat([whole, BYTES])]) {
      notices = [];
      writeFileSync(file, bytes);
      expect(readKept(file, "key").length).toBe(0);
      expect(notices).toEqual([
        `${file}: got other bytes than an earlier run kept; what they stood for is worked out again\n`,
      ]);
    }
  });

  it("drop what was kept under another key", () => {
    const file = join(base, "prices");
    writeKept(file, "key", BYTES);
    expect(readKept(file, "other key").length).toBe(0);
    expect(notices.length).toBe(1);
  });

  it("say in one line that a file cannot be read or written, and go on", () => {
    mkdirSync(join(base, "prices"));
    expect(readKept(join(base, "prices"), "key").length).toBe(0);
    expect(notices.join("")).toMatch(/^.*prices: got a folder \(EISDIR\); .* worked out again\n$/);
    notices = [];
    writeFileSync(join(base, "file"), "");
    writeKept(join(base, "file", "prices"), "key", BYTES);
    writeKept(join(base, "prices"), "key", BYTES);
    expect(notices.map((text) => text.split("\n").length)).toEqual([2, 2]);
    for (const text of notices) expect(text).toMatch(/prices.*; what this run worked out is not kept for others\n$/);
  });

  it("keep the eight files of a folder that were used last, and read ones are used", () => {
    const at = (name: string): string => join(base, name);
    for (let i = 0; i < 9; i++) {
      writeKept(at(`${i}`), "key", BYTES);
      utimesSync(at(`${i}`), i, i);
      if (i === 7) readKept(at("0"), "key");
    }
    // 1 went when 8 was written.
    const isKept = Array.from({ length: 9 }, (_, i) => existsSync(at(`${i}`)));
    expect(isKept).toEqual([true, false, true, true, true, true, true, true, true]);
  });
});
