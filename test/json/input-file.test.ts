import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { readInput } from "../../src/json/input-file.ts";

const folder = mkdtempSync(join(tmpdir(), "tritforge-input-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const MB = 2 ** 20;

describe("readInput(file, kind, mostMb)", () => {
  it("gives the bytes of a plain file and of a gzipped one alike, whatever its name", () => {
    expect(readInput(fileOf("plain.gz", "library"), "Liberty").toString()).toBe("library");
    expect(readInput(fileOf("zipped.lib", gzipSync("library")), "Liberty").toString()).toBe("library");
    expect(readInput(fileOf("empty", ""), "CSV")).toHaveLength(0);
  });

  it("takes a file of just the limit, plain or unpacked", () => {
    expect(readInput(fileOf("whole", Buffer.alloc(MB)), "CSV", 1)).toHaveLength(MB);
    expect(readInput(fileOf("whole.gz", gzipSync(Buffer.alloc(MB))), "CSV", 1)).toHaveLength(MB);
  });

  it("gives up what unpacks to more than the limit", () => {
    const bomb = fileOf("bomb.gz", gzipSync(Buffer.alloc(MB + 1)));
    const message = `${bomb}: got more than 1 MB after unpacking, expected a Liberty file of at most 1 MB`;
    expect(() => readInput(bomb, "Liberty", 1)).toThrow(message);
  });

  it("unpacks no more than the file states of itself in its first bytes", () => {
    const stated = (head: Uint8Array): number => head[0] ?? 0;
    const eight = Buffer.alloc(8, 8);
    expect(readInput(fileOf("eight.gz", gzipSync(eight)), "IDX", 1, stated)).toEqual(eight);
    const bomb = fileOf("stated.gz", gzipSync(Buffer.alloc(MB, 8)));
    const message = `${bomb}: got more than 8 bytes after unpacking, expected no more than it states`;
    expect(() => readInput(bomb, "IDX", 2, stated)).toThrow(message);
    expect(() => readInput(bomb, "IDX", 1, () => 2 * MB)).not.toThrow();
  });

  it("looks at the size before it reads: 1 TB of holes is refused at once", () => {
    const sparse = fileOf("sparse", "");
    truncateSync(sparse, 2 ** 40);
    expect(() => readInput(sparse, "Liberty")).toThrow("got 1048576 MB, expected a Liberty file of at most 256 MB");
  });

  it("refuses a gzip file that is cut off or broken", () => {
    const whole = gzipSync("x".repeat(100_000));
    const cut = fileOf("cut.gz", whole.subarray(0, 50));
    expect(() => readInput(cut, "IDX")).toThrow(`${cut}: got a broken gzip file (Z_BUF_ERROR), expected a whole one`);
    const broken = fileOf("broken.gz", Buffer.concat([whole.subarray(0, 10), Buffer.from("no deflate stream")]));
    expect(() => readInput(broken, "IDX")).toThrow("got a broken gzip file (Z_DATA_ERROR)");
  });

  it("refuses what is no file, by what it is", () => {
    const missing = join(folder, "missing");
    expect(() => readInput(missing, "CSV")).toThrow(`${missing}: got no such file, expected a readable CSV file`);
    expect(() => readInput(folder, "CSV")).toThrow("got a folder, expected a readable CSV file");
    expect(() => readInput(join(fileOf("file", ""), "below"), "CSV")).toThrow("got ENOTDIR, expected");
  });

  it.skipIf(!existsSync("/dev/zero"))("refuses devices and pipes, which may have no end", () => {
    expect(() => readInput("/dev/zero", "IDX")).toThrow("/dev/zero: got a device, expected a readable IDX file");
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    expect(() => readInput(pipe, "IDX")).toThrow("got a pipe, expected a readable IDX file");
  });
});
