import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Space } from "../../src/config/space.ts";
import { Random } from "../../src/core/random.ts";
import { runSweepToFolder, type SweepFilesOptions } from "../../src/explore/sweep-files.ts";
import { treeOf, type Tree } from "../faults/tree.ts";
import { OPTIONS, spaceOf, STOP } from "./fake-sweep.ts";

/** 384 points, so 6 chunks, that are explored in this thread. */
const SPACE = spaceOf(
  [
    {
      generator: "lut",
      parameters: {
        tables: { from: 1, to: 12 },
        fetchers: [1, 2, 4, 8],
        inputs: [100, 128],
        outputs: [30, 100],
        pipelineFetch: [0, 1],
      },
    },
  ],
  { constraints: [{ metric: "areaUm2", maximum: 9_000 }], equalThroughput: { baselines: ["lut"] } },
);
const [CHUNKS, CHUNK] = [6, 64];

const COUNTING = new URL("./counting-generators.ts", import.meta.url).href;
const base = mkdtempSync(join(tmpdir(), "tritforge-chunks-"));
const out = join(base, "out");
const counted = join(base, "count");
let said: readonly string[] = [];

beforeAll(() => void (process.env["COUNT_FILE"] = counted));
afterAll(() => rmSync(base, { recursive: true }));
beforeEach(() => rmSync(out, { recursive: true, force: true }));

/** Runs a sweep and keeps what it says. @returns how many points were judged */
async function sweep(changes: Partial<SweepFilesOptions> = {}, space: Space = SPACE): Promise<number> {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  writeFileSync(counted, "");
  try {
    await runSweepToFolder(space, {
      ...OPTIONS,
      modules: { generators: COUNTING, costs: COUNTING },
      directory: out,
      ...changes,
    });
    return statSync(counted).size;
  } finally {
    said = write.mock.calls.map(([text]) => String(text));
    write.mockRestore();
  }
}

/** Runs a sweep that breaks after all chunks are done. @returns the file of its log */
async function stopped(changes: Partial<SweepFilesOptions> = {}, space: Space = SPACE): Promise<string> {
  await expect(sweep({ ...changes, ...STOP }, space)).rejects.toThrow("stopped");
  const [name = ""] = readdirSync(out).filter((each) => each.startsWith(".tritforge.chunks-"));
  return join(out, name);
}

const linesOf = (file: string): string[] => readFileSync(file, "utf8").split("\n").slice(0, -1);

/** What an undisturbed sweep leaves. */
async function undisturbed(changes: Partial<SweepFilesOptions> = {}, space: Space = SPACE): Promise<Tree | undefined> {
  await sweep({ directory: join(base, "undisturbed"), ...changes }, space);
  const tree = treeOf(join(base, "undisturbed"));
  rmSync(join(base, "undisturbed"), { recursive: true });
  return tree;
}

describe("runSweepToFolder(space, options) after one that was stopped", () => {
  it("judges no point again, gives the same files and removes the log", async () => {
    const expected = await undisturbed();
    expect(linesOf(await stopped())).toHaveLength(CHUNKS);
    const seen: number[] = [];
    expect(await sweep({ onProgress: ({ cached }) => seen.push(cached) })).toBe(0);
    expect(seen.at(-1)).toBe(CHUNKS * CHUNK);
    expect(treeOf(out)).toEqual(expected);
    expect(said).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    "judges the points of the chunks that are missing, the last record cut short, one damaged, any order (case %i)",
    async (seed) => {
      const random = new Random(seed);
      const expected = await undisturbed();
      const file = await stopped();
      const lines = linesOf(file)
        .map((line) => ({ line, key: random.next() }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ line }) => line)
        .slice(0, 1 + Math.floor(random.next() * CHUNKS));
      const isDamaged = seed % 2 === 0 && lines.length > 1;
      if (isDamaged) lines[0] = (lines[0] ?? "").replace(/..$/, "!!");
      const text = lines.map((line) => `${line}\n`).join("");
      writeFileSync(file, text.slice(0, -1 - Math.floor(random.next() * 50)));
      const whole = lines.length - (isDamaged ? 2 : 1);
      expect(await sweep()).toBe((CHUNKS - whole) * CHUNK);
      expect(said).toEqual(
        isDamaged ? [`${file}: 1 of ${lines.length - 1} records is not readable and is left out\n`] : [],
      );
      expect(treeOf(out)).toEqual(expected);
    },
  );

  it("starts anew with isFresh, also from a log that cannot be read", async () => {
    const file = await stopped();
    expect(await sweep({ isFresh: true })).toBe(CHUNKS * CHUNK);
    mkdirSync(join(file, "deep"), { recursive: true });
    await expect(sweep()).rejects.toThrow(
      `${file}: got a folder or a device, expected a log of an earlier run that can be read (--fresh starts anew)`,
    );
    expect(await sweep({ isFresh: true })).toBe(CHUNKS * CHUNK);
    expect(readdirSync(out).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("goes on with points.csv from chunks with points only; without it from all", async () => {
    const expected = await undisturbed({ writesPoints: true });
    await stopped();
    const file = await stopped({ writesPoints: true });
    expect(statSync(counted).size).toBe(CHUNKS * CHUNK);
    expect(linesOf(file)).toHaveLength(2 * CHUNKS);
    copyFileSync(file, join(base, "log"));
    expect(await sweep({ writesPoints: true })).toBe(0);
    expect(treeOf(out)).toEqual(expected);
    rmSync(out, { recursive: true });
    mkdirSync(out);
    copyFileSync(join(base, "log"), file);
    expect(await sweep()).toBe(0);
    expect(treeOf(out)).toEqual(await undisturbed());
  });

  it("leaves logs of another space and another version alone and names them in one notice", async () => {
    const other = { ...SPACE, clockMhz: 101 };
    const file = await stopped({}, other);
    const old = file.replace(/chunks-[\d.]+-/, "chunks-0.0.9-");
    copyFileSync(file, old);
    const before = treeOf(out);
    expect(await sweep()).toBe(CHUNKS * CHUNK);
    const names = [old, file].map((each) => each.slice(out.length + 1));
    expect(said).toEqual([
      `${out}: finished chunks of other sweeps (space, options or version) are left alone: ${names.join(", ")}\n`,
    ]);
    expect(treeOf(out)).toEqual({ ...(await undisturbed()), ...before });
    expect(existsSync(file)).toBe(true);
    expect(await sweep({}, other)).toBe(0);
  });

  it.each([1, 2, 3])("goes on in %i threads where a sweep has more points, whatever threads began", async (workers) => {
    const large = spaceOf([
      {
        generator: "plain",
        parameters: { tileInputs: { from: 1, to: 40 }, tileOutputs: { from: 1, to: 40 }, inputs: 128 },
      },
    ]);
    const expected = await undisturbed({ workers: 1 }, large);
    const file = await stopped({ workers: 2 }, large);
    const lines = linesOf(file);
    expect(lines).toHaveLength(1600 / CHUNK);
    writeFileSync(file, `${lines.slice(5).join("\n")}\n`);
    expect(await sweep({ workers }, large)).toBe(5 * CHUNK);
    expect(treeOf(out)).toEqual(expected);
  });
});
