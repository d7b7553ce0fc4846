import { NetlistError } from "../core/errors.ts";
import { digest } from "../core/digest.ts";
import { isIdentifier, VERILOG_KEYWORDS } from "../core/identifier.ts";

/** Throws unless `name` is a plain lower-case Verilog identifier that is no keyword and not one of the implicit ports. */
export function checkName(where: string, name: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(name) || !isIdentifier(name) || name === "clk" || name === "rst") {
    throw new NetlistError(`${where}: got the name ${JSON.stringify(name)}, expected a lower-case Verilog identifier`);
  }
}

/** Letters that the name of a module has at most: its file and its place in a hierarchy can still be read. */
const LONGEST_MODULE_NAME = 72;

/**
 * Verilog name of the module that `words` say everything about: they themselves, or if they are too long, their beginning and a
 * digest of all of them. Equal words give equal names; that two modules of a design do not share one, `modulesOf` checks.
 */
export function moduleName(words: string): string {
  if (words.length <= LONGEST_MODULE_NAME) return words;
  const known = cutNames.get(words) ?? cut(words);
  cutNames.set(words, known);
  return known;
}

const cutNames = new Map<string, string>();

function cut(words: string): string {
  const end = `_${digest(words)}`;
  const kept = words.slice(0, LONGEST_MODULE_NAME - end.length + 1);
  return kept.slice(0, kept.lastIndexOf("_")) + end;
}

/** Hands out names that are unique within one module, by a numeric suffix. */
export class NameScope {
  readonly #taken = new Set<string>(["clk", "rst"]);

  /** `wanted` itself if free, else `wanted_1`, `wanted_2`, … */
  claim(wanted: string): string {
    let name = wanted;
    for (let suffix = 1; this.#taken.has(name) || VERILOG_KEYWORDS.has(name); suffix++) name = `${wanted}_${suffix}`;
    this.#taken.add(name);
    return name;
  }
}
