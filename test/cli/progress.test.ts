import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Random } from "../../src/core/random.ts";
import { durationText } from "../../src/cli/pace.ts";
import { missProgress, progressLine, stageProgress, sweepProgress } from "../../src/cli/progress.ts";

describe("progressLine(unit)(progress, atMs)", () => {
  it("says the pace and the time left of what is worked out now, without what was known before", () => {
    const line = progressLine("designs");
    expect(line({ done: 0, total: 1000 }, 0)).toBe("0/1000 designs, 0/s, time left unknown");
    expect(line({ done: 500, total: 1000, cached: 500 }, 1000)).toBe(
      "500/1000 designs (500 known), 0/s, time left unknown",
    );
    // 100 in 2 s, 400 to go.
    expect(line({ done: 600, total: 1000, cached: 500 }, 2000)).toBe("600/1000 designs (500 known), 50/s, 8 s left");
    expect(line({ done: 1000, total: 1000, cached: 500 }, 9000)).toBe("1000/1000 designs (500 known), in 9 s");
  });

  it("forgets how slow the beginning was after twenty seconds", () => {
    const line = progressLine("designs");
    line({ done: 0, total: 1e6 }, 0);
    line({ done: 10, total: 1e6 }, 10_000);
    line({ done: 1000, total: 1e6 }, 20_000);
    expect(line({ done: 21_010, total: 1e6 }, 30_000)).toContain("1\u202f050/s");
    expect(line({ done: 41_000, total: 1e6 }, 40_000)).toContain("2\u202f000/s");
  });

  it("goes by the whole run where nothing was done of late", () => {
    const line = progressLine("networks");
    line({ done: 0, total: 10 }, 0);
    line({ done: 5, total: 10 }, 5000);
    for (let atMs = 10_000; atMs < 100_000; atMs += 1000) line({ done: 5, total: 10 }, atMs);
    expect(line({ done: 5, total: 10 }, 100_000)).toBe("5/10 networks, 0.0500/s, 1 min 40 s left");
  });

  it("is never INF, NaN, empty or 0 s while anything is left, whatever comes", () => {
    const random = new Random(1);
    for (let run = 0; run < 50; run++) {
      const line = progressLine("designs");
      const total = 1 + Math.floor(random.next() ** 8 * 2 ** 53);
      for (let [done, atMs] = [0, 0]; done < total;) {
        const text = line({ done, total, cached: Math.floor(done * random.next()) }, atMs);
        expect(text).not.toMatch(/INF|Infinity|NaN|NULL|undefined|e[+-]\d|, 0 s|-\d/);
        expect(text).toMatch(
          /^\d+\/\d+ designs.*, [\d.\u202f]+(×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?\/s, (time left unknown|[1-9].* left)$/,
        );
        done += Math.floor(random.next() ** 8 * total) + (random.next() < 0.5 ? 1 : 0);
        atMs += random.next() < 0.3 ? 0 : random.next() * 5000;
      }
    }
  });
});

describe("durationText(seconds)", () => {
  it.each([
    [0, "1 s"],
    [61, "1 min 1 s"],
    [7199.5, "2 h 0 min"],
    [90_000, "1 d 1 h"],
    [364.9 * 86_400, "364 d 21 h"],
    [1e9, "31 years 259 d"],
  ])("%d s are %s", (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});

describe("progress in a log file", () => {
  let lines: string[] = [];
  beforeEach(() => {
    lines = [];
    vi.useFakeTimers({ toFake: ["performance"] });
    vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("is a line at once, one every ten seconds, and one at the end", () => {
    const draw = sweepProgress();
    for (let second = 0; second <= 25; second++) {
      draw({ done: 4 * second, total: 100, cached: 0, feasible: 2 * second, front: second });
      vi.advanceTimersByTime(1000);
    }
    expect(lines).toEqual([
      "exploring 0 %  getting ready: prices, workload, points\n",
      "exploring 0 %  0/100 designs, 0/s, time left unknown, 0 feasible, 0 on the front\n",
      "exploring 40 %  40/100 designs, 4/s, 15 s left, 20 feasible, 10 on the front\n",
      "exploring 80 %  80/100 designs, 4/s, 5 s left, 40 feasible, 20 on the front\n",
      "exploring 100 %  100/100 designs, in 25 s, 50 feasible, 25 on the front\n",
    ]);
  });

  it("never says the same line twice, also where nothing moves", () => {
    const draw = sweepProgress();
    for (let second = 0; second < 600; second++) {
      draw({ done: second < 300 ? 0 : 7, total: 10, cached: 0, feasible: 0, front: 0 });
      vi.advanceTimersByTime(1000);
    }
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((line, i) => line === lines[i - 1])).toEqual([]);
  });

  it("says at once that a sweep has begun, before its points are counted", () => {
    sweepProgress();
    expect(lines).toEqual(["exploring 0 %  getting ready: prices, workload, points\n"]);
  });

  it("says once of a run of a month or more how long it takes, when its pace is known for half a minute", () => {
    const draw = sweepProgress();
    const total = 2 ** 53 - 1;
    for (let second = 0; second < 100; second++) {
      draw({ done: second * 1e6, total, cached: 0, feasible: 0, front: 0 });
      vi.advanceTimersByTime(1000);
    }
    const said = lines.filter((line) => !line.startsWith("exploring"));
    // 2⁵³ / 10⁶ s is 9007199254 s, 104 249.99 days.
    expect(said).toEqual([
      "9007199254740991 designs take 285 years 224 d at this pace; Ctrl-C keeps what is done, and the same command goes on from there\n",
    ]);
    expect(lines.indexOf(said[0] ?? "")).toBe(5);
  });

  it("says nothing of the kind of a shorter run, nor of one whose first designs are slow", () => {
    const draw = sweepProgress();
    for (let second = 0; second < 40; second++) {
      draw({ done: second < 28 ? second : 1e5 * second, total: 1e8, cached: 0, feasible: 0, front: 0 });
      vi.advanceTimersByTime(1000);
    }
    expect(lines.filter((line) => !line.startsWith("exploring"))).toEqual([]);
  });

  it("names the bound that a nearest design is looked for", () => {
    missProgress("areaUm2 at most 10 µm²")({ done: 0, total: 5, cached: 0, feasible: 0, front: 0 });
    expect(lines).toEqual([
      "nearest to areaUm2 at most 10 µm² 0 %  0/5 designs, 0/s, time left unknown, 0 feasible without it\n",
    ]);
  });

  it("has a title for each stage, and nothing for a stage without work", () => {
    const draw = stageProgress();
    draw({ stage: "pricing", done: 0, total: 2 });
    draw({ stage: "pricing", done: 2, total: 2 });
    draw({ stage: "training", done: 0, total: 0 });
    expect(lines.map((line) => line.trim())).toEqual([
      "pricing 0 %  0/2 circuits, 0/s, time left unknown",
      "pricing 100 %  2/2 circuits, in 1 s",
    ]);
  });
});
