import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { loadTechnology, serialiseTechnology } from "../../../models/technology/index.ts";
import { importLiberty } from "../../../src/eda/liberty/index.ts";
import { prepareLibrary } from "../../../src/eda/yosys/recipe.ts";
import { tinyLibrary } from "../../eda/liberty/tiny-library.ts";
import { functionAnswer } from "../answer.ts";
import type { FuzzKind } from "../kind.ts";
import { gzipBomb } from "../mutate/bytes.ts";
import { pick } from "../mutate/pick.ts";
import { mutatedLines } from "../mutate/text.ts";
import { bytesOf, onText } from "./text-files.ts";

const WORDS = [
  "cell",
  "pin",
  "ff",
  "latch",
  "area",
  "function",
  "direction",
  "output",
  "input",
  "timing",
  "values",
  "IQ",
  "A",
];

/** One attribute a line, so that mutations of lines meet single attributes. */
function tinyLines(): string {
  return tinyLibrary().replaceAll(/([;{}])\s*/g, "$1\n");
}

const mutateText = onText((text, random) => mutatedLines(text, random, WORDS));

/** A Liberty file is imported, its technology is written, read again, and prepared for synthesis. */
export const libertyKind: FuzzKind = {
  name: "liberty",
  seeds: () => ({ tiny: { "cells.lib": bytesOf(tinyLines()) } }),
  mutate: (bytes, random) => {
    if (random.integer(0, 199) === 0) return gzipBomb();
    const changed = mutateText(bytes, random);
    return random.integer(0, 9) === 0 ? gzipSync(changed) : changed;
  },
  respell: (bytes, random) =>
    pick<() => Uint8Array>(
      [
        () => gzipSync(bytes),
        () => bytesOf(`/* more */\n${new TextDecoder().decode(bytes)}`),
        () => bytesOf(new TextDecoder().decode(bytes).replaceAll("\n", "\r\n")),
        () => bytesOf(new TextDecoder().decode(bytes).replaceAll("\n", " ")),
      ],
      random,
    )(),
  run: (input, output) =>
    Promise.resolve(
      functionAnswer(() => {
        const imported = importLiberty(join(input, "cells.lib"), { name: "tiny" });
        const file = join(output, "tiny.json");
        writeFileSync(file, serialiseTechnology(imported));
        const { cells, skipped, nand2AreaUm2, voltageV } = loadTechnology(file);
        const prepared = Object.keys(prepareLibrary(loadTechnology(file)).files);
        return { nand2AreaUm2, voltageV, cells, skipped, prepared };
      }),
    ),
};
