import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandAnswer } from "../answer.ts";
import type { FuzzKind } from "../kind.ts";
import { JSON_MUTATIONS, jsonBytes } from "./text-files.ts";

const shipped = (name: string) => new URL(`../../../models/device/presets/${name}.json`, import.meta.url);

const PIECEWISE = {
  name: "measured",
  title: "Measured curve",
  source: "made up",
  ltp: { pulses: 4, response: { kind: "piecewise", steps: [0.4, 0.3, 0.2, 0.1] } },
  ltd: { pulses: 8, response: { kind: "linear" } },
};

/** A DEVICE.json is shown, and its curve is drawn into a file. */
export const deviceKind: FuzzKind = {
  name: "device",
  seeds: () => ({
    ...Object.fromEntries(
      [
        "epiram",
        "hzo-fefet",
        "aihwkit-pcm",
        "aihwkit-reram-sb",
        "aihwkit-reram-es",
        "aihwkit-capacitor",
        "linear-64",
      ].map((name) => [name, { "device.json": new Uint8Array(readFileSync(shipped(name))) }]),
    ),
    piecewise: { "device.json": jsonBytes(PIECEWISE) },
  }),
  ...JSON_MUTATIONS,
  run: async (input, output) => {
    const file = join(input, "device.json");
    const shown = await commandAnswer("device", "show", file);
    if (shown.code !== 0) return shown;
    const drawn = await commandAnswer("device", "plot", file, "--out", join(output, "device.svg"));
    return drawn.code === 0 ? shown : drawn;
  },
};
