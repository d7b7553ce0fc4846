import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadDevice } from "../../models/device/index.ts";
import { syntheticCsv } from "../models/device/fit/synthetic.ts";
import { scratchFolder, tritforge, tritforgeJson } from "../support/command-line.ts";

const scratch = scratchFolder();
const SECONDS = 1000;
const MEMRISTOR = loadDevice("ag-a-si");
const DATA = scratch.write("My data.csv", syntheticCsv({ device: MEMRISTOR, readingNoise: 0.005, cycles: 2 }));

describe("tritforge device", () => {
  it(
    "list has a line for every preset, and no energy where none is known",
    async () => {
      const { stdout } = await tritforge("device", "list");
      expect(stdout).toMatch(/^ag-a-si +97 +NL 2\.4 +NL -4\.88 +12\.5 +63\.8 pJ\/48\.8 pJ /m);
      expect(stdout).toMatch(/^aihwkit-ecram +1000 +linear-step +linear-step +– +– /m);
      const rows = await tritforgeJson<{ name: string; ltpEnergyJ?: number }[]>("device", "list");
      expect(rows.find(({ name }) => name === "epiram")?.ltpEnergyJ).toBeCloseTo(787e-12, 12);
      expect(rows.find(({ name }) => name === "ideal")).not.toHaveProperty("ltpEnergyJ");
    },
    30 * SECONDS,
  );

  it(
    "show prints response, pulses, sources and marks; --json the device itself",
    async () => {
      const { stdout } = await tritforge("device", "show", "gst-pcm");
      expect(stdout).toMatch(/LTD +120 states, exponential, nonlinearity 2\.4; 3 V, 125 ns, 125 pJ/);
      expect(stdout).toMatch(/source +MLP\+NeuroSim V3\.0 user manual, Table II/);
      expect(stdout).toMatch(/\/ltd\/pulses: our reading of 100–120/);
      expect(await tritforgeJson("device", "show", "gst-pcm")).toEqual(loadDevice("gst-pcm"));
    },
    30 * SECONDS,
  );

  it(
    "check holds presets against the equations of their sources, and exits 1 for a device that is off",
    async () => {
      const { stdout, code } = await tritforge("device", "check");
      expect(code).toBe(0);
      expect(stdout).toMatch(/^aihwkit-reram-es +AIHWKit ExpStep +< 0\.0001 % /m);
      const device = loadDevice("hzo-fefet");
      const response = { kind: "exponential", nonlinearity: -1.46 };
      const off = scratch.write("off.json", { ...device, ltd: { ...device.ltd, response } });
      const refused = await tritforge("device", "check", off);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(/hzo-fefet: got a difference of \d+ %, expected at most 0\.100 %/);
      const { devices } = await tritforgeJson<{ devices: object[] }>("device", "check", "epiram");
      expect(devices).toMatchObject([{ name: "epiram", equations: "NeuroSim eq. 1–3", states: 0 }]);
      const mine = scratch.write("mine.json", { ...device, name: "mine" });
      expect((await tritforge("device", "check", mine)).stderr).toMatch(/device: got "mine", expected the name of one/);
    },
    30 * SECONDS,
  );

  it(
    "show prints noise, leakage and spread where a device has them",
    async () => {
      const { stdout } = await tritforge("device", "show", "aihwkit-capacitor");
      expect(stdout).toMatch(/cycle to cycle +σ 30 % of the nominal step/);
      expect(stdout).toMatch(
        /leakage +towards 50 % of the range, lifetime 1\s000\s000 mini-batches, σ 30 % from device/,
      );
      expect(stdout).toMatch(/device to device .*the curve clips.*gamma σ 0\.01/);
      expect((await tritforge("device", "show", "aihwkit-reram-es")).stdout).toMatch(
        /write noise +σ 5\.1 % of the range/,
      );
    },
    30 * SECONDS,
  );

  it(
    "plot writes an SVG that stands alone",
    async () => {
      const file = scratch.path("plot.svg");
      expect((await tritforge("device", "plot", "hzo-fefet", "--out", file)).stdout).toBe(`written to ${file}\n`);
      const svg = readFileSync(file, "utf8");
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(svg).toContain("<style>");
      expect(svg).toContain("exponential, nonlinearity 1.75; 3.65 V, 75 ns");
      expect(svg.match(/class="state"/g)).toHaveLength(2 * 33);
    },
    30 * SECONDS,
  );

  it(
    "fit finds the device behind noisy data, writes it and draws it",
    async () => {
      const [out, svg] = [scratch.path("fitted.json"), scratch.path("fitted.svg")];
      const pulses = ["--ltp-pulse", "3.2,300000", "--ltd-pulse", "-2.8,300000"];
      const { stdout, code } = await tritforge("device", "fit", DATA, "--out", out, "--svg", svg, ...pulses);
      expect(code).toBe(0);
      expect(stdout).toMatch(/ltp +\* exponential, nonlinearity 2\.[345]/);
      expect(stdout).toMatch(/ltd +\* exponential, nonlinearity −(4\.[789]|5)/);
      expect(loadDevice(out)).toMatchObject({
        name: "my-data",
        ltp: { pulses: 97 },
        electrical: { ltd: { voltageV: -2.8 } },
      });
      expect(readFileSync(svg, "utf8").match(/class="reading"/g)).toHaveLength(1 + 4 * 98);
      expect((await tritforge("device", "show", out)).stdout).toMatch(/LTP +97 states, exponential/);
    },
    60 * SECONDS,
  );

  it(
    "refuses bad names, files, options and data with one line each and exit code 2",
    async () => {
      const broken = scratch.write("broken.csv", "direction,pulse,conductance_S\nltp,0,zero\n");
      const device = scratch.write("device.json", { ...MEMRISTOR, ltp: { pulses: 0, response: { kind: "linear" } } });
      const cases: readonly (readonly [readonly string[], RegExp])[] = [
        [["show", "ag-si"], /device: got "ag-si", expected one of .*did you mean "ag-a-si"/],
        [["show", device], /device\.json: \/ltp\/pulses: got 0, expected states, an integer from 2/],
        [["fit", broken], /broken\.csv:2: got conductance_S "zero", expected a number from 0 \[S\]/],
        [["fit", DATA, "--ltp-pulse", "0,5"], /--ltp-pulse: got 0,5, expected VOLTS,NANOSECONDS/],
        [["fit", DATA, "--ltp-pulse", "1,5"], /--ltd-pulse: got nothing, expected both pulses or none/],
        [["fit", DATA, "--name", "Not Kebab"], /--name: got "Not Kebab", expected a name in kebab-case/],
        [
          ["plot", "epiram", "--out", `${device}/a.svg`],
          /--out: got a file in the place of a folder \(ENOTDIR\) while writing a\.svg, expected/,
        ],
      ];
      const outcomes = await Promise.all(cases.map(([args]) => tritforge("device", ...args)));
      for (const [i, { code, errors }] of outcomes.entries()) {
        expect(errors).toEqual([expect.stringMatching(cases[i]?.[1] ?? /never/)]);
        expect(code).toBe(2);
      }
    },
    60 * SECONDS,
  );
});
