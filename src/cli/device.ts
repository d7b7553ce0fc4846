import { basename } from "node:path";
import type { CommandModule } from "yargs";
import { FITTED_KINDS, type FittedKind } from "../../models/device/fit/candidates.ts";
import { fitDevice } from "../../models/device/fit/fit-device.ts";
import { readMeasurement } from "../../models/device/fit/read-measurement.ts";
import { DEVICE_NAMES, loadDevice, type DirectionName, type PulseShape } from "../../models/device/index.ts";
import { drawResponse, responseValues } from "../../reports/device/response-chart.ts";
import { InputError } from "../core/errors.ts";
import { deviceChart, fitChart } from "./device-charts.ts";
import { checkCommand } from "./device-check.ts";
import { deviceRow, deviceSummary, deviceText, fitSummary, fitText, LIST_HEADER } from "./device-text.ts";
import { writeWhole } from "../run/write-whole.ts";
import { withJson, type JsonOption } from "./options.ts";
import { commandGroup } from "./command-group.ts";
import { print, table } from "./output.ts";
import { waiting } from "./refused.ts";

interface NameOption extends JsonOption {
  readonly name: string;
}

interface PlotOptions extends NameOption {
  readonly out: string;
}

interface FitCommand extends JsonOption {
  readonly data: string;
  readonly name: string | undefined;
  readonly out: string | undefined;
  readonly svg: string | undefined;
  readonly response: FittedKind | undefined;
  readonly "ltp-pulse": PulseShape | undefined;
  readonly "ltd-pulse": PulseShape | undefined;
}

const list: CommandModule<object, JsonOption> = {
  command: "list",
  describe: "list the built-in devices",
  builder: withJson,
  handler: ({ json }) => {
    const devices = DEVICE_NAMES.map((name) => loadDevice(name));
    print(json, devices.map(deviceSummary), () => table(LIST_HEADER, devices.map(deviceRow)));
  },
};

const DEVICE_ARGUMENT = { type: "string", demandOption: true, describe: "a built-in name or DEVICE.json" } as const;

const show: CommandModule<object, NameOption> = {
  command: "show <name>",
  describe: "show a device: its response, pulses, energies, spread and sources",
  builder: (yargs) => withJson(yargs).positional("name", DEVICE_ARGUMENT),
  handler: ({ name, json }) => {
    const device = loadDevice(name);
    print(json, device, () => deviceText(device));
  },
};

const plot: CommandModule<object, PlotOptions> = {
  command: "plot <name>",
  describe: "draw conductance against pulse number",
  builder: (yargs) =>
    withJson(yargs)
      .positional("name", DEVICE_ARGUMENT)
      .option("out", { type: "string", demandOption: true, describe: "FILE.svg to write" }),
  handler: ({ name, out, json }) => {
    const values = responseValues(deviceChart(loadDevice(name)));
    writeWhole(out, drawResponse(values), "--out");
    print(json, { written: out, ...values }, () => `written to ${out}`);
  },
};

const fit: CommandModule<object, FitCommand> = {
  command: "fit <data>",
  describe: "fit a device to measured sweeps: a CSV with the columns direction,pulse,conductance_S[,cycle]",
  builder: (yargs) =>
    withJson(yargs)
      .positional("data", { type: "string", demandOption: true, describe: "DATA.csv; # starts a comment" })
      .option("name", {
        type: "string",
        coerce: waiting(kebabCase),
        describe: "name of the device (default: of the file)",
      })
      .option("out", { type: "string", describe: "DEVICE.json to write" })
      .option("svg", { type: "string", describe: "FILE.svg to draw the fit to" })
      .option("response", { choices: FITTED_KINDS, describe: "take this response (default: the best)" })
      .option("ltp-pulse", {
        type: "string",
        nargs: 1,
        coerce: pulseShape("ltp-pulse"),
        describe: "VOLTS,NANOSECONDS of a pulse, e.g. 3.2,300000",
      })
      .option("ltd-pulse", {
        type: "string",
        nargs: 1,
        coerce: pulseShape("ltd-pulse"),
        describe: "likewise; both, for energy and latency",
      }),
  handler: ({ data, name, out, svg, response, json, ...given }) => {
    const pulses = bothPulses(given["ltp-pulse"], given["ltd-pulse"]);
    const result = fitDevice(readMeasurement(data), { name: name ?? nameOf(data), file: data, response, pulses });
    if (out !== undefined) writeWhole(out, `${JSON.stringify(result.device, null, 2)}\n`, "--out");
    if (svg !== undefined) writeWhole(svg, drawResponse(responseValues(fitChart(result))), "--svg");
    const written = [out, svg].filter((file) => file !== undefined);
    print(json, { ...fitSummary(result), written }, () =>
      [fitText(result), ...written.map((file) => `written to ${file}`)].join("\n"),
    );
  },
};

const group = commandGroup(
  "device",
  "synapse devices: list, show, plot, check against their sources, fit to measured data",
  [list, show, plot, checkCommand, fit],
);
export default group;

function kebabCase(name: string | undefined): string | undefined {
  if (name === undefined || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return name;
  throw InputError.at("--name", `got "${name}", expected a name in kebab-case`);
}

/** `My Data.csv` → `my-data`. */
function nameOf(file: string): string {
  const name = basename(file)
    .replace(/\.\w+$/, "")
    .toLowerCase();
  return name.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "") || "device";
}

/** Reads `VOLTS,NANOSECONDS`. */
function pulseShape(option: string) {
  return waiting((raw: string | number | undefined): PulseShape | undefined => {
    if (raw === undefined) return undefined;
    const [voltageV = NaN, widthNs = NaN, ...more] = String(raw).split(",").map(Number);
    const isLegal = voltageV !== 0 && Math.abs(voltageV) <= 100 && widthNs > 0 && widthNs < 1e15 && more.length === 0;
    if (isLegal) return { voltageV, widthNs };
    throw InputError.at(`--${option}`, `got ${raw}, expected VOLTS,NANOSECONDS: -100 to 100 but not 0, and above 0`);
  });
}

function bothPulses(
  ltp: PulseShape | undefined,
  ltd: PulseShape | undefined,
): Readonly<Record<DirectionName, PulseShape>> | undefined {
  if (ltp === undefined && ltd === undefined) return undefined;
  if (ltp !== undefined && ltd !== undefined) return { ltp, ltd };
  const missing = ltp === undefined ? "ltp" : "ltd";
  throw InputError.at(`--${missing}-pulse`, "got nothing, expected both pulses or none");
}
