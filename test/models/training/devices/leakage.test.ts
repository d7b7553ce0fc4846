import { describe, expect, it } from "vitest";
import { DeviceArray } from "../../../../models/training/devices/device-array.ts";
import { SynapseArray } from "../../../../models/training/devices/synapse-array.ts";
import { device, unit } from "../units.ts";

/** Devices at 0.9 after some mini-batches. */
function leaked(count: number, miniBatches: number, lifetime: number, spread = 0, more = {}): DeviceArray {
  const array = new DeviceArray(device({ leakage: { lifetime, spread, towards: 0.4 }, ...more }), count, 1);
  for (let i = 0; i < count; i++) array.program(i, 0.9);
  for (let k = 0; k < miniBatches; k++) array.passMiniBatch();
  return array;
}

describe("DeviceArray.passMiniBatch()", () => {
  it.each([
    [2, 3],
    [50, 200],
    [1e5, 50_000],
    [1e6, 1_000_000],
  ])("leaves (1 − 1/%d)^n of the distance after %d mini-batches", (lifetime, miniBatches) => {
    const left = ((leaked(1, miniBatches, lifetime).g[0] as number) - 0.4) / 0.5;
    expect(left / (1 - 1 / lifetime) ** miniBatches).toBeCloseTo(1, 2.7);
  });

  it("goes by the device's own lifetime, however short", () => {
    const array = leaked(20_000, 5000, 1e4, 0.3);
    const lives = array.population.lifetime ?? new Float32Array();
    expect(Math.min(...lives)).toBeLessThan(1e4 / 16);
    for (const [i, life] of lives.entries()) {
      const expected = life > 1 ? (1 - 1 / life) ** 5000 : 0;
      expect(Math.abs(((array.g[i] as number) - 0.4) / 0.5 - expected)).toBeLessThan(0.01);
    }
  });

  it("moves neither stuck devices nor those that do not leak", () => {
    const stuck = leaked(1, 100, 10, 0, { stuck: { fraction: 1, at: "maximum" } });
    expect(stuck.g[0]).toBe(1);
    expect(new DeviceArray(device(), 1, 1).passMiniBatch()).toBe(false);
  });

  it("draws what is seen anew where there is write noise, and the weights follow", () => {
    const leaking = device({ writeNoise: 0.01, leakage: { lifetime: 10, spread: 0, towards: 0.5 } });
    const array = new SynapseArray(unit({ rows: 1, columns: 1, lanes: 1 }), leaking, 1, 1);
    array.program(Float32Array.of(0.8));
    const before = array.devices.seen[0];
    array.passMiniBatch();
    expect(array.devices.g[0]).toBeCloseTo(0.5 + 0.4 * 0.9, 6);
    expect(array.devices.seen[0]).not.toBe(before);
    expect(array.weights[0]).toBeCloseTo(2 * ((array.devices.seen[0] as number) - 0.5), 6);
  });
});
