import { loadDevice } from "../../models/device/index.ts";
import type { CheckName } from "../config/names.ts";

/** Looks a name up in its registry. Throws InputError at `path` if there is no such thing. */
export const checkName: CheckName = (of, name, path) => {
  switch (of) {
    case "device":
      loadDevice(name, ".", path);
  }
};
