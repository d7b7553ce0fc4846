import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** A process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** When it started: id of the boot and clock ticks since; empty where the system does not tell (no /proc). */
  readonly start: string;
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), start: startOf(process.pid) ?? "" };
}

/**
 * Whether a process still runs. Of a process of another host nothing can be known (`elsewhere`). Where the system does not
 * tell when processes started, a number that is in use counts as alive.
 */
export function lifeOf({ pid, host, start }: ProcessIdentity): "alive" | "dead" | "elsewhere" {
  if (host !== hostname()) return "elsewhere";
  if (!isNumberInUse(pid)) return "dead";
  const found = startOf(pid);
  return found === undefined || start === "" || found === start ? "alive" : "dead";
}

function isNumberInUse(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Boot and start time of a process; `ended` of one that has ended but was not waited for; undefined if unknown. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program, in brackets, may itself hold brackets and blanks.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state = "", ticks = ""] = [fields[0], fields[19]];
    return state === "Z" || state === "X" ? "ended" : `${boot} ${ticks}`;
  } catch {
    return undefined;
  }
}
