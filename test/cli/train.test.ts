import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { scratchFolder, SMALL_DESIGN, tritforge, tritforgeJson } from "../support/command-line.ts";

const scratch = scratchFolder();
const SMALL = ["--layers", "64,12,10", "--epochs", "2", "--examples", "200"];

interface Training {
  readonly design: { readonly generator: string; readonly parameters: Readonly<Record<string, unknown>> };
  readonly device: string;
  readonly float: { readonly accuracies: readonly number[] };
  readonly ideal: { readonly accuracies: readonly number[] };
  readonly result: {
    readonly accuracies: readonly number[];
    readonly outcome: string;
    readonly statistics: { readonly examples: number; readonly layers: readonly { readonly refreshedPairs: number }[] };
  };
  readonly ablation?: { readonly rows: readonly { readonly kind: string; readonly mean: number }[] };
  readonly trace?: { readonly file: string; readonly pulses: number };
}

const unit = (name: string, parameters: object): string =>
  scratch.write(`${name}.json`, { generator: "synapse-update", parameters });

describe("tritforge train", { timeout: 60_000 }, () => {
  it("--json: the default unit on the built-in digits; --ablation, --trace FILE", async () => {
    const file = scratch.path("trace.csv");
    const tracing = ["--trace", file, "--trace-examples", "30", "--ablation", "--seeds", "1"];
    const { design, device, float, ideal, result, ablation, trace } = await tritforgeJson<Training>(
      "train",
      ...SMALL,
      "--learning-rate",
      "0.5",
      ...tracing,
    );
    expect(design).toMatchObject({
      generator: "synapse-update",
      parameters: { device: "epiram", product: "multiplier" },
    });
    expect(device).toBe("epiram");
    for (const { accuracies } of [float, ideal, result]) expect(accuracies).toHaveLength(2);
    expect(result.statistics.examples).toBe(400);
    expect(ablation?.rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["all", "without", "none", "only"]));
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    const rows = lines.filter((line) => !line.startsWith("#"));
    expect(rows[0]).toBe("time_s,layer,row,column,device,direction,width_s");
    expect(rows).toHaveLength(1 + (trace?.pulses ?? 0));
    expect(rows[1]).toMatch(/^[\d.e-]+,[01],\d+,\d+,single,(LTP|LTD),0\.000005$/);
    const times = rows.slice(1).map((row) => Number(row.split(",")[0]));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("DESIGN.json and --device: prints accuracies, pulses, refreshes and endurance", async () => {
    const parameters = { scheme: "pair-unidirectional", refresh: "open-loop", rounding: "stochastic" };
    const { code, stdout, stderr } = await tritforge(
      "train",
      unit("pair", parameters),
      "--device",
      "hzo-fefet",
      ...SMALL,
    );
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("hzo-fefet, pair-unidirectional, binary-count by multiplier, stochastic: 64-12-10");
    for (const words of [
      "floating point",
      "ideal device",
      "LTP/example",
      "refreshed pairs",
      "pulses a device",
      "12x10",
    ])
      expect(stdout).toContain(words);
  });

  it("refuses what cannot be, by name, and exits 2", async () => {
    scratch.write("t10k-images", "not an IDX file");
    scratch.write("t10k-labels", "neither");
    const pair = unit("refreshed", { scheme: "pair-unidirectional", refresh: "open-loop" });
    const wrong = [
      [["--layers", "784"], "tritforge: --layers: got 784, expected two or more whole numbers"],
      [["--device", "no-such"], 'tritforge: --device: got "no-such", expected one of ag-a-si'],
      [["--data", scratch.path(".")], "t10k-images: got magic number 0x6e6f7420, expected 0x00000803"],
      [
        ["--pulses", "16"],
        "tritforge: pulses: got 16, expected an integer from 0 to 15: the pulse counter holds no more",
      ],
      [
        ["--trace", "t.csv", "--clock", "10000"],
        "tritforge: widthBits: got 12, expected at least 16, or prescale 13: LTP pulse of 5 µs is 50000 cycles at 10000 MHz",
      ],
      [
        [pair, "--refresh-upper", "0.2", "--refresh-lower", "0.6"],
        "tritforge: refreshLower: got 38, expected less than",
      ],
      [[scratch.write("core.json", SMALL_DESIGN)], "expected an update unit (synapse-update)"],
    ] as const;
    const outcomes = await Promise.all(wrong.map(([options]) => tritforge("train", ...options)));
    for (const [k, { code, stderr }] of outcomes.entries()) {
      expect(stderr).toContain(wrong[k]?.[1]);
      expect(code).toBe(2);
    }
  });
});
