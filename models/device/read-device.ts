import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { readJson } from "../../src/json/json-file.ts";
import { compileSchema, jsonPath } from "../../src/json/json-schema.ts";
import { InputError, type Fault } from "../../src/core/errors.ts";
import { unknownName, userFile } from "../memory/data-file.ts";
import { DIRECTIONS, NO_SPREAD, type Device, type DeviceToDevice } from "./device.ts";
import { DEVICE_SCHEMA } from "./device-schema.ts";
import { spreadFaults } from "./spread-faults.ts";

const PRESETS = new URL("presets/", import.meta.url);

/** A device as its file has it: what it lacks is left out. */
export type DeviceFile = Omit<Device, "polarity" | "cycleToCycle" | "deviceToDevice" | "stuck"> &
  Partial<Pick<Device, "polarity" | "cycleToCycle" | "stuck">> & { readonly deviceToDevice?: Partial<DeviceToDevice> };

const checked = compileSchema<DeviceFile>(DEVICE_SCHEMA);

/** Names of the devices that come with tritforge: the files of `presets/`, sorted. */
export const DEVICE_NAMES: readonly string[] = readdirSync(fileURLToPath(PRESETS))
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.slice(0, -".json".length))
  .toSorted();

const loaded = new Map<string, Device>();

/**
 * A device by the name of a preset, or from a JSON file: anything that ends in `.json` or has a slash is a path, taken from
 * `directory`. Throws InputError with one fault per mistake.
 * @param where what the name is the value of, for the message, e.g. `DESIGN.json: /parameters/device`
 */
export function loadDevice(nameOrFile: string, directory = ".", where = "device"): Device {
  const file = userFile(nameOrFile, directory);
  if (file !== undefined) return parseDevice(readJson(file), file);
  if (!DEVICE_NAMES.includes(nameOrFile))
    throw unknownName(where, nameOrFile, DEVICE_NAMES, "or a device's .json file");
  const known = loaded.get(nameOrFile);
  if (known !== undefined) return known;
  const preset = fileURLToPath(new URL(`${nameOrFile}.json`, PRESETS));
  const device = parseDevice(readJson(preset), preset);
  loaded.set(nameOrFile, device);
  return device;
}

/** A device from a JSON value. Throws InputError with one fault per mistake; `where` (the file) opens every path. */
export function parseDevice(json: unknown, where: string): Device {
  const { faults: ofSchema, left: file, putBack } = checked.look(json, where);
  const ofRules =
    file === undefined
      ? []
      : [...rangeFaults(file, where), ...responseFaults(file, where), ...spreadFaults(file, where)];
  const faults = [...ofSchema, ...ofRules.map(putBack)];
  if (file === undefined || faults.length > 0) throw new InputError(faults);
  return {
    polarity: "bidirectional",
    cycleToCycle: { of: "range", sigma: 0 },
    stuck: { fraction: 0, at: "either" },
    ...file,
    deviceToDevice: { ...NO_SPREAD, ...file.deviceToDevice },
  };
}

function rangeFaults({ electrical }: DeviceFile, where: string): readonly Fault[] {
  if (electrical === undefined || electrical.maximumS > electrical.minimumS) return [];
  const { minimumS, maximumS } = electrical;
  const found = maximumS === minimumS ? "a dynamic range of zero" : "a range upside down";
  const path = jsonPath(where, "electrical", "maximumS");
  return [{ path, message: `got ${maximumS}, ${found}, expected more than minimumS, ${minimumS} [S]` }];
}

function responseFaults(file: DeviceFile, where: string): readonly Fault[] {
  const faults: Fault[] = [];
  for (const name of DIRECTIONS) {
    const { response } = file[name];
    if (response.kind !== "piecewise" || response.steps.some((step) => step > 0)) continue;
    const path = jsonPath(where, name, "response", "steps");
    faults.push({ path, message: "got steps of 0 only, expected at least one above 0" });
  }
  return faults;
}
