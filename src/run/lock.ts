import { randomBytes } from "node:crypto";
import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { InputError } from "../core/errors.ts";
import { parseJson } from "../json/json-file.ts";
import { compileSchema } from "../json/json-schema.ts";
import { systemCode, withFileFaults } from "./file-fault.ts";
import { lifeOf, ownIdentity, type ProcessIdentity } from "./process-identity.ts";

/**
 * A lock is a file that names the process that holds it. It is made whole and exclusively (written aside, then linked). The
 * lock of a process that is dead is taken over: whoever wants to replace it must first hold a second lock, whose name is
 * that of the dead lock's id, and look again. So of any number of takers one wins, and one that dies on the way is itself
 * taken over by the same rule.
 */
export interface Lock {
  release(): void;
}

/** What stands in a lock. */
interface Holder extends ProcessIdentity {
  /** Different for every lock that was ever made. */
  readonly id: string;
}

const readHolder = compileSchema<Holder>({
  type: "object",
  required: ["pid", "host", "start", "id"],
  properties: {
    pid: { type: "integer", minimum: 1, maximum: 2 ** 31 - 1 },
    host: { type: "string" },
    start: { type: "string" },
    id: { type: "string", pattern: "^[0-9a-f]{16}$" },
  },
});

/**
 * Takes the lock `path` for this process. @param where what it protects, for messages
 * @throws {InputError} naming process and host if a living process, or one of another host, holds it
 */
export function acquireLock(path: string, where: string): Lock {
  const own: Holder = { ...ownIdentity(), id: randomBytes(8).toString("hex") };
  const aside = `${path}.${own.id}`;
  const expected = "a folder that can be written to";
  try {
    withFileFaults(where, { expected }, () => writeFileSync(aside, `${JSON.stringify(own)}\n`, { flag: "wx" }));
    while (!isMadeOf(aside, path, where)) {
      const holder = holderOf(path, where);
      if (holder !== undefined && isTakenOver(holder, { path, aside, where })) break;
    }
  } finally {
    rmSync(aside, { force: true });
  }
  return { release: () => rmSync(path, { force: true }) };
}

/** Removes locks that dead processes left beside `path` on their way to it. @param names of the folder's files */
export function removeDeadLocks(paths: readonly string[]): void {
  for (const path of paths) {
    try {
      const holder = readHolder(parseJson(readFileSync(path, "utf8"), path), path);
      if (lifeOf(holder) === "dead") rmSync(path, { force: true });
    } catch {
      // Not whole: of a process that is at it just now, or that had no room. It is in nobody's way.
    }
  }
}

/** Makes the lock if there is none. */
function isMadeOf(aside: string, path: string, where: string): boolean {
  try {
    linkSync(aside, path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === "EEXIST") return false;
    if (code === undefined || !NO_LINKS.includes(code)) throw error;
  }
  try {
    withFileFaults(where, { expected: "a folder that can be written to" }, () =>
      copyFileSync(aside, path, constants.COPYFILE_EXCL),
    );
    return true;
  } catch (error) {
    if (error instanceof InputError && error.message.includes("EEXIST")) return false;
    throw error;
  }
}

/** File systems without hard links (exFAT, some network shares) answer one of these. */
const NO_LINKS: readonly string[] = ["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK"];

/** Replaces the lock of a dead process; false if somebody was faster. @throws {InputError} if its process is not dead */
function isTakenOver(
  holder: Holder,
  { path, aside, where }: { readonly path: string; readonly aside: string; readonly where: string },
): boolean {
  const life = lifeOf(holder);
  if (life !== "dead") throw inUse(where, holder, life === "elsewhere" ? path : undefined);
  const right = acquireLock(`${path}.${holder.id}`, where);
  try {
    if (holderOf(path, where)?.id !== holder.id) return false;
    renameSync(aside, path);
    return true;
  } finally {
    right.release();
  }
}

/** Who holds the lock; undefined if nobody does. @throws {InputError} if it is no lock of ours */
function holderOf(path: string, where: string): Holder | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw InputError.at(where, `got a lock that cannot be read, expected none (remove ${path} if nobody writes there)`);
  }
  try {
    return readHolder(parseJson(text, path), path);
  } catch {
    throw InputError.at(
      where,
      `got a lock that names no process, expected none (remove ${path} if nobody writes there)`,
    );
  }
}

function inUse(where: string, { pid, host }: Holder, removable: string | undefined): InputError {
  const advice = removable === undefined ? "" : ` (if that process has ended, remove ${removable})`;
  return InputError.at(
    where,
    `got a folder in use by process ${pid} on ${host}, expected one that nobody writes to${advice}`,
  );
}
