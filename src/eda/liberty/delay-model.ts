import { InputError } from "../../core/errors.ts";
import { printable, shortened } from "../../core/printable.ts";
import type { LibertyGroup } from "./parse.ts";

/**
 * Checks that a library's delays are tables that can be added along a path, and reads how its slews are stated.
 * @returns `slew_derate_from_library`: a slew in the library × this = the time between the library's slew thresholds
 * @throws InputError `file:line` for another delay model, a derate outside (0, 1], or delays whose end at an output and
 *   start at the next input are taken at different voltages, so that their sum is no path delay
 */
export function readSlewDerate(library: LibertyGroup, file: string): number {
  const where = `${file}:${library.line}`;
  const model = library.attributes.get("delay_model") ?? "table_lookup";
  if (model !== "table_lookup")
    throw InputError.at(where, `delay_model: got "${printable(shortened(model))}", expected table_lookup`);
  for (const edge of ["rise", "fall"]) {
    const input = percent(library, `input_threshold_pct_${edge}`, where);
    const output = percent(library, `output_threshold_pct_${edge}`, where);
    if (input !== output) {
      const fault = `got ${output} at outputs and ${input} at inputs, expected the same: such delays do not add up`;
      throw InputError.at(where, `output_threshold_pct_${edge}: ${fault}`);
    }
  }
  const text = library.attributes.get("slew_derate_from_library") ?? "1";
  const derate = Number(text);
  if (derate > 0 && derate <= 1) return derate;
  throw InputError.at(
    where,
    `slew_derate_from_library: got "${printable(shortened(text))}", expected a number above 0, at most 1`,
  );
}

/** A delay threshold [% of the supply]; 50 if not stated, as everywhere. */
function percent(library: LibertyGroup, name: string, where: string): number {
  const text = library.attributes.get(name) ?? "50";
  const value = Number(text);
  if (value > 0 && value < 100) return value;
  throw InputError.at(where, `${name}: got "${printable(shortened(text))}", expected a number between 0 and 100`);
}
