import { readJson } from "../config/json-file.ts";
import type { CheckName } from "../config/names.ts";
import { isPath } from "../core/parameters.ts";

/** Looks a name up in its registry. Throws InputError at `path` if there is no such thing. */
export const checkName: CheckName = (of, name, path) => {
  switch (of) {
    case "device":
      checkDevice(name, path);
  }
};

/** The place for the presets and the loader of `models/device`: until then, a file has to be JSON. */
function checkDevice(name: string, _path: string): void {
  if (isPath(name)) readJson(name);
}
