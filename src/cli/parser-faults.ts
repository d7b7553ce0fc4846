import type { Fault } from "../core/errors.ts";
import { didYouMean } from "../json/did-you-mean.ts";

/** What there is to say on a command line. */
export interface Vocabulary {
  /** `estimate`, `device show`; nothing before a command is named. */
  readonly command: string;
  readonly options: readonly string[];
}

/**
 * What yargs says about a command line as faults, in our words: each names the option, and what was probably meant.
 * @param words of the command line
 * @param said messages of yargs, in English
 */
export function parserFaults(words: readonly string[], said: readonly string[], known: Vocabulary): readonly Fault[] {
  const missing =
    Number(/need at least (\d+)/.exec(said.join("\n"))?.[1] ?? 0) -
    Number(/got (\d+), need/.exec(said.join("\n"))?.[1] ?? 0);
  return said.flatMap((message) => {
    const [, head = "", rest = ""] = /^([^:]*):?\s*(.*)$/s.exec(message) ?? [];
    switch (head) {
      case "Unknown argument":
      case "Unknown arguments":
        return unknown(rest.split(", "), words, known);
      case "Missing required argument":
      case "Missing required arguments":
        return rest.split(", ").map((name, place) => without(place < missing ? name : `--${name}`, known));
      case "Not enough non-option arguments":
        return []; // is said as a missing argument, too
      case "Invalid values":
        return rest.split("\n").map((line) => wrongChoice(line.trim()));
      case "Not enough arguments following":
        return [{ path: `--${rest}`, message: "got no value, expected one" }];
      default:
        return [{ path: "command line", message: `${message.replaceAll(/\s+/g, " ")}${hint(known)}` }];
    }
  });
}

/** Options and words that nothing is known of; yargs names an option in kebab-case a second time in camel case. */
function unknown(names: readonly string[], words: readonly string[], known: Vocabulary): readonly Fault[] {
  const given = names.map((name) => name.replaceAll('"', ""));
  return given
    .filter((name) => isGiven(name, words))
    .map((name) => {
      const option = words.find((word) => optionOf(word) === name);
      if (option !== undefined) {
        const path = option.startsWith("--") ? `--${name}` : `-${name}`;
        return {
          path,
          message: `got an unknown option, expected one of this command${optionsLike(name, known)}${hint(known)}`,
        };
      }
      return { path: "command line", message: `got "${name}" as well, expected nothing more${hint(known)}` };
    });
}

function isGiven(name: string, words: readonly string[]): boolean {
  return words.some((word) => word === name || optionOf(word) === name);
}

/** `--out=x` → out, `-x` → x. */
function optionOf(word: string): string | undefined {
  return /^--?(?:no-)?([^=]+)/.exec(word)?.[1];
}

function optionsLike(name: string, { options }: Vocabulary): string {
  return didYouMean(name, options).replaceAll(/"([^"]+)"/g, "--$1");
}

function without(path: string, known: Vocabulary): Fault {
  return { path, message: `got none, expected one${hint(known)}` };
}

function wrongChoice(line: string): Fault {
  const [, option = "", given = "", choices = ""] = /^Argument: (\S+), Given: (.*), Choices: (.*)$/.exec(line) ?? [];
  const legal = choices.split(", ").map((choice) => choice.replaceAll('"', ""));
  return {
    path: `--${option}`,
    message: `got ${given}, expected one of ${legal.join(", ")}${didYouMean(given.replaceAll('"', ""), legal)}`,
  };
}

function hint({ command }: Vocabulary): string {
  return `; see ${["tritforge", command, "--help"].filter((word) => word !== "").join(" ")}`;
}
