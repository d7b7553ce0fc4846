import { describe, isObject } from "./fields.ts";
import type { Report } from "./fields.ts";
import type { CellTables, InternalEnergy, LookupTable, SetupTime, TechnologyTables, TimingArc } from "./tables.ts";

const SENSES = ["positive", "negative", "both", "clock"] as const;

/**
 * Makes the `tables` field of a technology file exact. In the file a table is one list: number of its slew axis, number
 * of its load axis, then the values.
 * @returns undefined if anything was reported
 */
export function readTables(json: unknown, fault: Report): TechnologyTables | undefined {
  if (!isObject(json) || !isObject(json["cells"]) || !Array.isArray(json["axes"])) {
    fault("/tables", `got ${describe(json)}, expected timing and power tables; import the Liberty file again`);
    return undefined;
  }
  const faults: string[] = [];
  const report: Report = (path, message) => {
    faults.push(path);
    fault(path, message);
  };
  const axes = json["axes"].map((axis: unknown, i) => readAxis(axis, `/tables/axes/${i}`, report));
  const reader: Reader = { axes, fault: report };
  const cells: Record<string, CellTables> = {};
  for (const [name, cell] of Object.entries(json["cells"]))
    cells[name] = readCell(cell, `/tables/cells/${name}`, reader);
  const fo4 = readFo4(json["fo4"], report);
  return faults.length > 0 ? undefined : { axes, cells, fo4 };
}

interface Reader {
  readonly axes: readonly (readonly number[])[];
  readonly fault: Report;
}

function readAxis(json: unknown, path: string, fault: Report): readonly number[] {
  if (isNumbers(json) && json.length > 0 && json.every((value, i) => i === 0 || value > (json[i - 1] ?? 0)))
    return json;
  fault(path, `got ${describe(json)}, expected ascending numbers`);
  return [];
}

function readFo4(json: unknown, fault: Report): TechnologyTables["fo4"] {
  const number = (key: string): number => {
    const value = isObject(json) ? json[key] : undefined;
    if (typeof value === "number" && value > 0) return value;
    fault(`/tables/fo4/${key}`, `got ${describe(value)}, expected a number above 0`);
    return 0;
  };
  return { delayPs: number("delayPs"), slewPs: number("slewPs"), loadFf: number("loadFf") };
}

function readCell(json: unknown, path: string, reader: Reader): CellTables {
  const { arcs, setup, energy } = isObject(json) ? json : {};
  return {
    arcs: readList(arcs, `${path}/arcs`, reader.fault, (arc, at) => readArc(arc, at, reader)),
    ...(setup === undefined ? {} : { setup: readSetup(setup, `${path}/setup`, reader) }),
    energy: readList(energy, `${path}/energy`, reader.fault, (each, at) => readEnergy(each, at, reader)),
  };
}

function readList<T>(json: unknown, path: string, fault: Report, read: (item: unknown, path: string) => T) {
  if (Array.isArray(json)) return json.map((item: unknown, i) => read(item, `${path}/${i}`));
  fault(path, `got ${describe(json)}, expected a list`);
  return [];
}

function readArc(json: unknown, path: string, reader: Reader): TimingArc {
  const arc = isObject(json) ? json : {};
  const sense = SENSES.find((each) => each === arc["sense"]);
  if (sense === undefined) {
    reader.fault(`${path}/sense`, `got ${describe(arc["sense"])}, expected one of ${SENSES.join(", ")}`);
  }
  const table = (key: string) => readTable(arc[key], `${path}/${key}`, reader);
  return {
    from: readText(arc["from"], `${path}/from`, reader.fault),
    to: readText(arc["to"], `${path}/to`, reader.fault),
    sense: sense ?? "both",
    rise: table("rise"),
    fall: table("fall"),
    riseSlew: table("riseSlew"),
    fallSlew: table("fallSlew"),
  };
}

function readSetup(json: unknown, path: string, reader: Reader): SetupTime {
  const setup = isObject(json) ? json : {};
  return {
    pin: readText(setup["pin"], `${path}/pin`, reader.fault),
    rise: readTable(setup["rise"], `${path}/rise`, reader),
    fall: readTable(setup["fall"], `${path}/fall`, reader),
  };
}

function readEnergy(json: unknown, path: string, reader: Reader): InternalEnergy {
  const energy = isObject(json) ? json : {};
  const from = energy["from"];
  return {
    pin: readText(energy["pin"], `${path}/pin`, reader.fault),
    ...(from === undefined ? {} : { from: readText(from, `${path}/from`, reader.fault) }),
    rise: readTable(energy["rise"], `${path}/rise`, reader),
    fall: readTable(energy["fall"], `${path}/fall`, reader),
  };
}

function readText(json: unknown, path: string, fault: Report): string {
  if (typeof json === "string") return json;
  fault(path, `got ${describe(json)}, expected a pin`);
  return "";
}

function readTable(json: unknown, path: string, { axes, fault }: Reader): LookupTable {
  if (!isNumbers(json)) {
    fault(path, `got ${describe(json)}, expected numbers: two axes, then the values`);
    return { slew: 0, load: 0, values: [] };
  }
  const [slew = -1, load = -1] = json;
  const values = json.slice(2);
  const size = (axes[slew]?.length ?? 0) * (axes[load]?.length ?? 0);
  if (size === 0) fault(path, `got axes ${slew} and ${load}, expected numbers below ${axes.length}`);
  else if (values.length !== size) fault(path, `got ${values.length} values, expected ${size}`);
  return { slew, load, values };
}

function isNumbers(json: unknown): json is readonly number[] {
  return Array.isArray(json) && json.every((value) => Number.isFinite(value));
}
