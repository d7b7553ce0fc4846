import { describe, expect, it } from "vitest";
import { loadDevice, parseDevice } from "../../../models/device/read-device.ts";
import { InputError } from "../../../src/core/errors.ts";

const LINEAR = { pulses: 32, response: { kind: "linear" } };
const GOOD = { name: "mine", title: "Mine", source: "measured", ltp: LINEAR, ltd: LINEAR };
const PULSE = { voltageV: 1, widthNs: 100 };

/** The lines a user would see. */
function faultsOf(device: object): readonly string[] {
  try {
    parseDevice({ ...GOOD, ...device }, "D.json");
  } catch (error) {
    if (error instanceof InputError) return error.message.split("\n");
    throw error;
  }
  return [];
}

const response = (kind: string, numbers: object = {}) => ({ ltp: { pulses: 32, response: { kind, ...numbers } } });

describe("parseDevice(json, where)", () => {
  it("fills in what a device need not have", () => {
    expect(parseDevice(GOOD, "D.json")).toMatchObject({
      polarity: "bidirectional",
      cycleToCycle: { of: "range", sigma: 0 },
      deviceToDevice: { nonlinearity: 0, upperBound: 0, lowerBound: 0, curve: "stretches", step: 0, upDown: 0 },
      stuck: { fraction: 0 },
    });
  });

  it("refuses labels that cannot exist, by name", () => {
    const message = "expected a nonlinearity label above -10.1015 and below 10.1015";
    for (const nonlinearity of [10.2, -10.2, 1000]) {
      const [line] = faultsOf(response("exponential", { nonlinearity }));
      expect(line).toContain(`D.json: /ltp/response/nonlinearity: got ${nonlinearity}, ${message}`);
    }
    expect(faultsOf(response("exponential", { nonlinearity: 10.1 }))).toEqual([]);
  });

  it("refuses a dynamic range of zero, and one upside down", () => {
    const ends = (minimumS: number, maximumS: number) => ({
      electrical: { minimumS, maximumS, ltp: PULSE, ltd: PULSE },
    });
    expect(faultsOf(ends(1e-6, 1e-6))).toEqual([
      "D.json: /electrical/maximumS: got 0.000001, a dynamic range of zero, expected more than minimumS, 0.000001 [S]",
    ]);
    expect(faultsOf(ends(2e-6, 1e-6))[0]).toContain("a range upside down");
    expect(faultsOf(ends(0, 1e-6))).toEqual([]);
  });

  it("refuses spread and noise that its responses, or a missing zero, give no meaning to", () => {
    const spread = (deviceToDevice: object, more: object = {}) => faultsOf({ deviceToDevice, ...more });
    expect(spread({ curve: "stretches-from-zero" })).toEqual([
      'D.json: /deviceToDevice/curve: got stretches-from-zero, expected "zero" between 0 and 1 with it',
    ]);
    expect(spread({ curve: "stretches-from-zero" }, { zero: 0 })).toHaveLength(1);
    expect(spread({ curve: "scales-about-zero" })).toHaveLength(1);
    expect(spread({ curve: "scales-about-zero" }, { zero: 0 })).toEqual([]);
    expect(spread({ gamma: 0.1 })[0]).toMatch(/gamma: got 0.1, expected 0 without a response of soft-bounds/);
    expect(spread({ gamma: 0.1 }, response("soft-bounds", { rate: 0.1 }))[0]).toMatch(/"zero" between 0 and 1/);
    expect(spread({ gamma: 0.1 }, response("power-step", { step: 0.1, exponent: 1 }))).toEqual([]);
    expect(spread({ gammaUpDown: 0.1 })[0]).toMatch(/expected 0: neither direction is a power step/);
    expect(spread({ scale: { ltp: 1, ltd: 0 } })[0]).toMatch(
      /\/deviceToDevice\/scale\/ltd: got 0, expected LTD's steps/,
    );
    const noise = { cycleToCycle: { of: "nominal-step", sigma: 1 } };
    expect(faultsOf(noise)[0]).toMatch(
      /\/cycleToCycle\/of: got nominal-step, expected "zero" with it, and responses of/,
    );
    expect(faultsOf({ ...noise, zero: 0.5 })).toEqual([]);
    expect(faultsOf({ ...noise, zero: 0.5, ...response("exponential", { nonlinearity: 1 }) })).toHaveLength(1);
    expect(faultsOf({ leakage: { lifetime: 1, spread: 0, towards: 0 } })[0]).toMatch(
      /lifetime: got 1, expected mini-b/,
    );
    expect(faultsOf({ writeNoise: -1, zero: 2 })).toHaveLength(2);
    expect(faultsOf({ cycleToCycle: { of: "range", sigma: 1, floor: 0.1 }, zero: 0.5 })[0]).toMatch(/floor: got 0.1/);
    expect(faultsOf({ cycleToCycle: { of: "step", sigma: 1, slope: 0.1 } })[0]).toMatch(
      /slope: got 0.1, expected 0 with/,
    );
    expect(spread({ reference: 0.1 }, { zero: 0.5 })[0]).toMatch(
      /reference: got 0.1, expected none without soft bounds/,
    );
  });

  it("refuses negative widths, voltages of 0, one state and unknown responses, all at once", () => {
    const faults = faultsOf({
      ltp: { pulses: 1, response: { kind: "linaer" } },
      electrical: {
        minimumS: 1e-9,
        maximumS: 1e-6,
        ltp: { voltageV: 0, widthNs: -5 },
        ltd: { voltageV: 1, widthNs: 0 },
      },
      stuck: { fraction: 1.5, at: "top" },
    });
    expect(faults).toEqual([
      "D.json: /ltp/pulses: got 1, expected states, an integer from 2 to 1000000",
      expect.stringMatching(/^D\.json: \/ltp\/response\/kind: got "linaer", expected one of linear, .*"linear"/),
      expect.stringMatching(/^D\.json: \/stuck\/fraction: got 1.5, expected .* from 0 to 1$/),
      expect.stringMatching(/^D\.json: \/stuck\/at: got "top", expected one of minimum, maximum, either, anywhere/),
      expect.stringMatching(/^D\.json: \/electrical\/ltp\/voltageV: got 0, expected a voltage other than 0/),
      expect.stringMatching(/^D\.json: \/electrical\/ltp\/widthNs: got -5, expected a pulse width \[ns\]/),
      expect.stringMatching(/^D\.json: \/electrical\/ltd\/widthNs: got 0, expected a pulse width \[ns\]/),
    ]);
  });

  it("refuses the numbers of another response, and missing ones", () => {
    expect(faultsOf(response("linear", { nonlinearity: 1 }))[0]).toMatch(/got unknown key "nonlinearity"/);
    expect(faultsOf(response("power-step", { step: 0.1 }))[0]).toMatch(/got no "exponent", expected the exponent/);
    expect(faultsOf(response("power-step", { step: 0.1, exponent: 2 }))).toEqual([]);
  });

  it("refuses measured steps that are all 0, and a spread of labels without labels", () => {
    expect(faultsOf(response("piecewise", { steps: [0, 0] }))[0]).toContain("got steps of 0 only");
    expect(faultsOf({ deviceToDevice: { nonlinearity: 0.5 } })[0]).toContain(
      "neither direction has a nonlinearity label",
    );
  });
});

describe("loadDevice(nameOrFile)", () => {
  it("names the presets when there is no such name", () => {
    expect(() => loadDevice("ag-si")).toThrow(/device: got "ag-si", expected one of ag-a-si, .*did you mean "ag-a-si"/);
  });

  it("reads anything with a slash or .json as a file", () => {
    expect(() => loadDevice("nowhere.json", "/tmp")).toThrow("/tmp/nowhere.json: got no such file");
  });
});
