import { percent } from "../core/number-text.js";
import type { CommandModule } from "yargs";
import {
  checkDevice,
  CHECK_TOLERANCE,
  STATED_NAMES,
  type DeviceCheck,
} from "../../models/device/check/check-device.ts";
import { loadDevice } from "../../models/device/index.ts";
import { CheckError } from "../core/errors.ts";
import { withJson, type JsonOption } from "./options.ts";
import { print, table } from "./output.ts";

interface CheckOptions extends JsonOption {
  readonly name: string | undefined;
}

/** `tritforge device check [NAME]`: exits 1 if a device steps otherwise than its source says. */
export const checkCommand: CommandModule<object, CheckOptions> = {
  command: "check [name]",
  describe: "hold devices against the equations of their sources",
  builder: (yargs) =>
    withJson(yargs).positional("name", {
      type: "string",
      describe: "a built-in name, or a DEVICE.json with the name of one (default: all built-in devices)",
    }),
  handler: ({ name, json }) => {
    const checks = (name === undefined ? STATED_NAMES.toSorted() : [name]).map((each) => checkDevice(loadDevice(each)));
    print(json, { tolerance: CHECK_TOLERANCE, devices: checks }, () => checksText(checks));
    const wrong = checks.filter(({ largest }) => !(largest <= CHECK_TOLERANCE));
    if (wrong.length === 0) return;
    const lines = wrong.map(
      (each) =>
        `${each.name}: got a difference of ${differenceText(each.largest)}, expected at most ${percent(CHECK_TOLERANCE)}`,
    );
    throw new CheckError(lines.join("\n"));
  },
};

function checksText(checks: readonly DeviceCheck[]): string {
  const rows = checks.map((each) => [
    each.name,
    each.equations,
    ...[each.states, each.ltpStep, each.ltdStep, each.ltpCurve, each.ltdCurve].map(differenceText),
    each.ownBounds === undefined ? "–" : differenceText(each.ownBounds),
  ]);
  return [
    table(["name", "equations", "states", "LTP step", "LTD step", "LTP curve", "LTD curve", "own bounds"], rows),
    "",
    "largest differences: of states and steps relative, of curves as part of the range; own bounds: of steps of 100 devices",
  ].join("\n");
}

/** Below 0.0001 % nothing is told but that it is below. */
function differenceText(part: number): string {
  return part < 1e-6 ? "< 0.0001\u00a0%" : percent(part, 2);
}
