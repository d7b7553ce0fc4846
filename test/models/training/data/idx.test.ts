import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { parseIdx, readDataSet } from "../../../../models/training/data/idx.ts";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function folder(files: Readonly<Record<string, Uint8Array>>): string {
  const path = mkdtempSync(join(tmpdir(), "idx-"));
  folders.push(path);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(path, name), bytes);
  return path;
}

/** An IDX file of bytes. */
function idx(dimensions: readonly number[], bytes: readonly number[]): Uint8Array {
  const sizes = dimensions.flatMap((size) => [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255]);
  return Uint8Array.from([0, 0, 8, dimensions.length, ...sizes, ...bytes]);
}

const images = (count: number, side = 2) =>
  idx(
    [count, side, side],
    Array.from({ length: count * side * side }, (_, i) => i % 256),
  );
const labels = (count: number) =>
  idx(
    [count],
    Array.from({ length: count }, (_, i) => i % 3),
  );

describe("parseIdx(raw, where, dimensions)", () => {
  it("reads sizes and bytes", () => {
    const file = idx([2, 1, 2], [1, 2, 3, 4]);
    expect(parseIdx(file, "a", 3)).toEqual({ dimensions: [2, 1, 2], bytes: Uint8Array.of(1, 2, 3, 4) });
  });

  it.each([
    ["no file at all", Uint8Array.of(), "a: got 0 bytes, expected an IDX file (at least its magic number)"],
    ["another magic number", Uint8Array.of(1, 2, 8, 1), "a: got magic number 0x01020801, expected 0x00000801"],
    ["floating-point elements", Uint8Array.of(0, 0, 13, 1), "a: got element type 13, expected 8 (unsigned bytes)"],
    ["images for labels", images(1), "a: got 3 dimensions, expected 1"],
    ["half a header", Uint8Array.of(0, 0, 8, 1, 0), "a: got 5 bytes, expected a header of 8"],
    ["no elements", idx([0], []), "a: got size 0, expected no dimension of 0"],
    ["a file cut off", labels(5).subarray(0, 11), "a: got 3 bytes of data, expected 5 (5): the file is cut off"],
    ["more data than stated", Uint8Array.of(...labels(2), 9), "a: got 3 bytes of data, expected 2 (2)"],
  ])("refuses %s", (_, file, message) => {
    expect(() => parseIdx(file, "a", 1)).toThrow(message);
  });
});

describe("readDataSet(folder, seed)", () => {
  it("reads the pairs train and t10k, whatever their names go on with", () => {
    const path = folder({
      "train-images-idx3-ubyte": images(4),
      "train-labels.idx1.gz": gzipSync(labels(4)),
      "t10k-images-idx3-ubyte.gz": gzipSync(images(3)),
      "t10k-labels-idx1-ubyte": labels(3),
    });
    const { train, test, classes, notices } = readDataSet(path, 1);
    expect([train.count, test.count, train.inputs, classes]).toEqual([4, 3, 4, 3]);
    expect([...train.labels]).toEqual([0, 1, 2, 0]);
    expect(notices).toEqual([]);
  });

  it("unpacks no more of a gzipped file than its header states", () => {
    const bomb = gzipSync(Buffer.concat([images(12), Buffer.alloc(1_000_000)]));
    const path = folder({ "t10k-images": bomb, "t10k-labels": labels(12) });
    const size = images(12).length;
    expect(() => readDataSet(path, 1)).toThrow(`t10k-images: got more than ${size} bytes after unpacking`);
  });

  it("splits a lone pair by seed, and says so", () => {
    const path = folder({ "t10k-images": images(12), "t10k-labels": labels(12) });
    const [first, again, other] = [readDataSet(path, 1), readDataSet(path, 1), readDataSet(path, 2)];
    expect([first.train.count, first.test.count]).toEqual([10, 2]);
    expect(first.notices[0]).toContain("12 images are split by seed 1 into 10 for training and 2 for testing");
    expect(again).toEqual(first);
    expect(other.test.pixels).not.toEqual(first.test.pixels);
    const pixels = [...first.train.pixels, ...first.test.pixels].toSorted((a, b) => a - b);
    expect(pixels).toEqual(Array.from({ length: 48 }, (_, i) => i));
  });

  it.each([
    ["an empty folder", {}, "got neither train-images…"],
    ["images without labels", { "train-images": images(2) }, "got train-images without train-labels…, expected both"],
    ["counts that differ", { "t10k-images": images(7), "t10k-labels": labels(6) }, "got 6 labels, expected 7"],
    ["oblong images", { "t10k-images": idx([1, 1, 2], [1, 2]), "t10k-labels": labels(1) }, "got images of 1x2"],
    [
      "sizes that differ",
      {
        "train-images": images(2),
        "train-labels": labels(2),
        "t10k-images": images(2, 3),
        "t10k-labels": labels(2),
      },
      "got images of 9 pixels, expected 4 as for training",
    ],
  ])("refuses %s", (_, files, message) => {
    expect(() => readDataSet(folder(files), 1)).toThrow(message);
  });

  it("refuses a broken gzip file, and a folder in the place of one", () => {
    const broken = folder({ "t10k-images": images(7), "t10k-labels.gz": gzipSync(labels(7)).subarray(0, 20) });
    expect(() => readDataSet(broken, 1)).toThrow(/t10k-labels\.gz: got a broken gzip file/);
    const strange = folder({ "t10k-images": images(7) });
    mkdirSync(join(strange, "t10k-labels"));
    expect(() => readDataSet(strange, 1)).toThrow(/t10k-labels: got a folder, expected a readable IDX file/);
  });

  it("refuses a folder that is not there", () => {
    expect(() => readDataSet("/no/such/folder", 1)).toThrow("/no/such/folder: got no such folder");
  });
});
