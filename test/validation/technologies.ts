import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BUILT_IN, loadTechnology, serialiseTechnology, type Technology } from "../../models/technology/index.ts";
import { CheckError } from "../../src/core/errors.ts";
import { importLiberty } from "../../src/eda/liberty/index.ts";
import { openStaVersion } from "./opensta/engine.ts";
import { findLiberty, requireSameLibrary } from "./libraries.ts";
import type { ValidateOptions } from "./options.ts";

const TRITFORGE = fileURLToPath(new URL("../../src/cli/tritforge.mjs", import.meta.url));

/** A technology to be validated. */
export interface Subject {
  /** What `loadTechnology` takes, in any thread: a built-in name or a JSON file. */
  readonly name: string;
  readonly technology: Technology;
  /** The Liberty file it came from, if there is an OpenSTA to read it. */
  readonly libertyFile?: string;
}

/**
 * The technologies that were asked for. A Liberty file without a technology is imported and calibrated first, which takes
 * minutes; the result is OUT/NAME.json.
 * @throws InputError for names, files and libraries that do not fit together; CheckError if the calibration fails
 */
export function subjectsOf(options: ValidateOptions): readonly Subject[] {
  const { technology, liberty, libraries } = options;
  if (liberty !== undefined) return [ownLibrary(liberty, options)];
  return (technology === undefined ? BUILT_IN : [technology]).map((name) => {
    const loaded = loadTechnology(name);
    return subject(name, loaded, libraries === undefined ? undefined : findLiberty(loaded, libraries));
  });
}

function ownLibrary(libertyFile: string, options: ValidateOptions): Subject {
  const name = options.technology ?? calibrated(libertyFile, options);
  const technology = loadTechnology(name);
  requireSameLibrary(technology, libertyFile);
  return subject(name, technology, libertyFile);
}

function subject(name: string, technology: Technology, libertyFile: string | undefined): Subject {
  const isRead = libertyFile !== undefined && openStaVersion() !== undefined;
  return { name, technology, ...(isRead ? { libertyFile } : {}) };
}

/** What a user would do: import the library, then `tritforge calibrate`, in a process of its own. Answers the JSON file. */
function calibrated(libertyFile: string, { out, yosys }: ValidateOptions): string {
  const library = importLiberty(libertyFile, { name: basename(libertyFile).replace(/\.lib(\.gz)?$/, "") });
  const file = join(out, `${library.name}.json`);
  mkdirSync(out, { recursive: true });
  writeFileSync(file, serialiseTechnology(library));
  const call = ["calibrate", "--technology", file, "--liberty", libertyFile, "--yosys", yosys];
  const { status, signal } = spawnSync(process.execPath, [TRITFORGE, ...call], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new CheckError(`tritforge ${call.join(" ")} failed (${status ?? signal})`);
  return file;
}
