import { BUILT_IN } from "../../models/technology/index.ts";

/** One command of `npm run remake`, run with Node from the top of the project. */
export interface RemakeStep {
  /** What it makes. */
  readonly makes: string;
  readonly arguments: readonly string[];
  /** Exit codes besides 0 after which the rest is still made: a broken promise is printed on the page. */
  readonly accepted?: readonly number[];
}

export interface RemakeOptions {
  /** Folder with the Liberty files of the built-in technologies. */
  readonly libraries: string;
  /** Technology → its Liberty file. */
  readonly libertyOf: (technology: string) => string;
  readonly seeds: string;
  /** Of each seed, and update units. */
  readonly designs: number;
  readonly units: number;
}

const TSX = ["--import", "tsx"];
const CLI = ["src/cli/tritforge.mjs"];

/** Where the pages are printed first. */
export const PRINTED = "out/validation";

/**
 * Everything that rests on circuits or prices, in the order in which one needs the other: prices, modules measured, errors of both
 * on designs, errors on update units. Each goes on from `out/cache`.
 */
export function remakeSteps({ libraries, libertyOf, seeds, designs, units }: RemakeOptions): readonly RemakeStep[] {
  const written = ["--libraries", libraries, "--out", PRINTED, "--write-accuracy"];
  return [
    ...BUILT_IN.map((name) => ({
      makes: `models/technology/${name}.json`,
      arguments: [...CLI, "calibrate", "--technology", `models/technology/${name}.json`, "--liberty", libertyOf(name)],
    })),
    ...BUILT_IN.map((name) => ({
      makes: `models/cost/characterised/${name}.json`,
      arguments: [
        ...CLI,
        "characterise",
        "examples/bitnet-small.json",
        "--technology",
        name,
        "--out",
        `models/cost/characterised/${name}.json`,
      ],
    })),
    {
      makes: "models/cost/accuracy, out/validation/validation.md",
      arguments: [...TSX, "test/validate.ts", ...written, "--seeds", seeds, "--designs", `${designs}`],
      accepted: [1],
    },
    {
      makes: "models/cost/unit-accuracy.json, out/validation/units.md",
      arguments: [...TSX, "test/validate-units.ts", ...written, "--units", `${units}`],
      accepted: [1],
    },
    {
      makes: "formatting",
      arguments: ["node_modules/prettier/bin/prettier.cjs", "--write", "docs/validation.md", "models"],
    },
    {
      makes: "the test that nothing is older than what it describes",
      arguments: ["node_modules/vitest/vitest.mjs", "run", "--no-isolate", "--maxWorkers=1", "test/shipped.test.ts"],
    },
  ];
}

/** docs/validation.md: what `npm run validate` printed, then the units. */
export function validationPage(cores: string, units: string, command: string): string {
  const own = units.replaceAll(/^## /gm, "### ");
  return `${cores.trimEnd()}\n\n## Update units\n\n    ${command}\n\n${UNIT_NOTES}\n\n${own.trimEnd()}\n`;
}

const UNIT_NOTES = [
  "Random update units of all schemes and encodings, 12 to 96 rows and columns, counts against synthesis with the hierarchy kept;",
  "energies of a working and of a waiting cycle. What 95 % of them keep (models/cost/unit-accuracy.json) are the ± of units.",
].join("\n");
