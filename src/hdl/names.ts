import { NetlistError } from "../core/errors.ts";
import { isIdentifier, VERILOG_KEYWORDS } from "../core/identifier.ts";

/** Throws unless `name` is a plain lower-case Verilog identifier that is no keyword and not one of the implicit ports. */
export function checkName(where: string, name: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(name) || !isIdentifier(name) || name === "clk" || name === "rst") {
    throw new NetlistError(`${where}: got the name ${JSON.stringify(name)}, expected a lower-case Verilog identifier`);
  }
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
