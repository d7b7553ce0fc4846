import { join } from "node:path";
import { commandAnswer } from "../answer.ts";
import type { FuzzKind } from "../kind.ts";
import { mutatedLines } from "../mutate/text.ts";
import { pick } from "../mutate/pick.ts";
import { bytesOf, onText } from "./text-files.ts";

const WORDS = ["ltp", "ltd", "direction", "pulse", "conductance_S", "cycle", "nan", "inf", "e"];

/** Twelve pulses up and twelve down, saturating; twice. */
function measurement(): string {
  const rows = ["# made up", "direction,pulse,conductance_S,cycle"];
  for (const cycle of [1, 2])
    for (const direction of ["ltp", "ltd"])
      for (let pulse = 0; pulse < 12; pulse++) {
        const part = (1 - Math.exp(-pulse / 5)) / (1 - Math.exp(-11 / 5));
        const conductance = 1e-6 * (1 + 9 * (direction === "ltp" ? part : 1 - part)) * (1 + 0.001 * cycle);
        rows.push(`${direction},${pulse},${conductance.toExponential(6)},${cycle}`);
      }
  return `${rows.join("\n")}\n`;
}

/** A measurement is fitted; the device and its picture are written. */
export const csvKind: FuzzKind = {
  name: "csv",
  seeds: () => ({ sweeps: { "data.csv": bytesOf(measurement()) } }),
  mutate: onText((text, random) => mutatedLines(text, random, WORDS)),
  respell: onText((text, random) =>
    pick(
      [text.replaceAll("\n", "\r\n"), `# more\n${text}`, text.trimEnd(), `\uFEFF${text}`, text.replace("e-6", "e-06")],
      random,
    ),
  ),
  run: (input, output) => {
    const written = ["--out", join(output, "device.json"), "--svg", join(output, "fit.svg")];
    return commandAnswer("device", "fit", join(input, "data.csv"), "--name", "fitted", ...written);
  },
};
