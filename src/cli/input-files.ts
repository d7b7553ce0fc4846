import { resolve } from "node:path";
import { settingsOf } from "../config/settings.ts";
import type { Space } from "../config/space.ts";
import { isPath } from "../core/parameters.ts";
import type { InputFile } from "../explore/sweep-files.ts";
import { contextsOf, type SettingContexts } from "../explore/setting-options.ts";
import { readInput } from "../json/input-file.ts";

/**
 * The files that a space names, so that they can be kept with what was made of them: technologies and workloads by the names in
 * them, tables of SRAM and devices by how the space states them.
 */
export function inputFiles(space: Space, contexts: SettingContexts, directory: string): readonly InputFile[] {
  const files = new Map<string, InputFile>();
  const add = (kind: InputFile["kind"], stated: unknown, name: string | undefined, from = directory): void => {
    if (typeof stated !== "string" || !isPath(stated) || name === undefined || files.has(`${kind} ${name}`)) return;
    files.set(`${kind} ${name}`, { kind, name, text: readInput(resolve(from, stated), "JSON").toString("utf8") });
  };
  const all = contextsOf(contexts);
  for (const [place, { technology, workload, memory }] of settingsOf(space).entries()) {
    const context = all[place];
    add("technology", technology, context?.technology.name);
    if (typeof workload === "string") add("workload", workload, context?.workload?.name);
    else
      for (const [i, each] of workload?.of.entries() ?? [])
        add("workload", each, context?.workload?.combination?.of[i]?.name);
    add("sram", memory?.sram, memory?.sram);
  }
  for (const { parameters } of space.blocks)
    for (const device of valuesOf(parameters["device"])) add("device", device, String(device), ".");
  return [...files.values()];
}

/** The values of an axis that is a word or a list of words. */
function valuesOf(axis: unknown): readonly unknown[] {
  if (Array.isArray(axis)) return axis;
  if (typeof axis === "object" && axis !== null && "values" in axis)
    return [...valuesOf(axis.values), ...("otherwise" in axis ? valuesOf(axis.otherwise) : [])];
  return [axis];
}
