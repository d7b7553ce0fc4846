import type { CommandModule } from "yargs";
import { loadPublished, publishedDesigns } from "../../models/published/index.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { attempt, InputError } from "../core/errors.ts";
import { comparePublished } from "../reproduce/published/compare.ts";
import { commandGroup } from "./command-group.ts";
import { numberIn, withJson, type JsonOption } from "./options.ts";
import { print } from "./output.ts";
import { comparisonPage, comparisonText } from "./published-compare-text.ts";
import { publishedDocument, publishedText, publishedTable } from "./published-text.ts";
import { working } from "./working.ts";

interface ShowOptions extends JsonOption {
  readonly name: string;
}

interface CompareOptions extends JsonOption {
  readonly names: readonly string[] | undefined;
  readonly technology: string;
  readonly clock: number;
  readonly markdown: boolean;
}

const list: CommandModule<object, JsonOption> = {
  command: "list",
  describe: "list the published designs and their main figures",
  builder: withJson,
  handler: ({ json }) => {
    const designs = publishedDesigns();
    print(json, designs, () => publishedTable(designs));
  },
};

const show: CommandModule<object, ShowOptions> = {
  command: "show <name>",
  describe: "show a published design: every value with its source and trust, and what is not known",
  builder: (yargs) =>
    withJson(yargs).positional("name", { type: "string", demandOption: true, describe: "a name of published list" }),
  handler: ({ name, json }) => {
    const design = loadPublished(name);
    print(json, publishedDocument(design), () => publishedText(design));
  },
};

const compare: CommandModule<object, CompareOptions> = {
  command: "compare [names..]",
  describe: "build published designs at their own parameters, price them in one technology, beside our smallest",
  builder: (yargs) =>
    withJson(yargs)
      .positional("names", { type: "string", array: true, describe: "names of published list (default: all)" })
      .option("technology", { type: "string", default: "asap7", describe: "built-in name or technology file" })
      .option("clock", {
        coerce: numberIn("clock", { minimum: 0.001, maximum: 100_000, isWhole: false }),
        default: 500,
        describe: "clock [MHz]",
      })
      .option("markdown", { type: "boolean", default: false, describe: "print it as docs/published.md has it" }),
  handler: async ({ names = [], technology: name, clock, markdown, json }) => {
    const read = [...new Set(names)].map((each) => attempt(() => loadPublished(each)));
    const technology = attempt(() => loadTechnology(name));
    const faults = [...read, technology].flatMap((each) => each.faults);
    if (json && markdown) faults.push({ path: "--markdown", message: "got --json too, expected one of the two" });
    const { value } = technology;
    if (value === undefined || faults.length > 0) throw new InputError(faults);
    const asked = read.flatMap((each) => each.value ?? []);
    const designs = asked.length === 0 ? publishedDesigns() : asked;
    const comparison = await working("comparing", (say) => comparePublished(designs, value, clock, say));
    print(json, comparison, () =>
      markdown
        ? comparisonPage(comparison, compareCommand({ names, technology: name, clock }))
        : comparisonText(comparison),
    );
  },
};

const group = commandGroup("published", "published accelerators: list, show, compare with ours", [list, show, compare]);
export default group;

interface Names {
  readonly names: readonly string[];
}

/** The command that prints a page, with what is not the default. */
function compareCommand({ names, technology, clock }: Pick<CompareOptions, "technology" | "clock"> & Names): string {
  const stated = [
    ...names,
    ...(technology === "asap7" ? [] : ["--technology", technology]),
    ...(clock === 500 ? [] : ["--clock", String(clock)]),
  ];
  return ["npx tritforge published compare", ...stated, "--markdown"].join(" ");
}
