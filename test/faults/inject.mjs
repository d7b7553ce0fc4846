// Makes the file system fail below one folder, in this process until it is undone, or loaded by --import before the program
// as FAULT says:
//   enospc:BYTES  after so many bytes were written below FAULT_BELOW, the disk is full
//   crash:N       the N-th change of a name below FAULT_BELOW (rename, link, remove, new folder) is the last thing that
//                 happens: the process kills itself before it, as SIGKILL would
//   torn:N.PART   the N-th record of a sweep's log is the last thing that is written, and only a part of it (PART of a whole)
//                 before the process is killed
//   count         notes in the file FAULT_BELOW, at the end, how many chunks of a sweep were worked out
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { resolve } from "node:path";
import { isMainThread } from "node:worker_threads";

const KINDS = { enospc, crash, torn, count };

/** Types: inject.d.mts. */
export function inject(fault, folder) {
  const [kind, amount] = fault.split(":");
  const { end, ...changes } = KINDS[kind](resolve(folder), Number(amount));
  const originals = Object.fromEntries(Object.keys(changes).map((name) => [name, fs[name]]));
  Object.assign(fs, changes);
  syncBuiltinESMExports();
  return () => {
    Object.assign(fs, originals);
    syncBuiltinESMExports();
    end?.();
  };
}

function enospc(below, bytes) {
  const { openSync, writeSync, writeFileSync, appendFileSync } = fs;
  const files = new Set();
  let left = bytes;
  let isInside = false;
  const isBelow = (path) => (typeof path === "number" ? files.has(path) : resolve(String(path)).startsWith(below));
  /** Writes what there is room for, then fails; appendFileSync calls writeFileSync, which must not count again. */
  const limited =
    (write) =>
    (path, data, ...rest) => {
      if (isInside || !isBelow(path)) return write(path, data, ...rest);
      const bytes = Buffer.from(data);
      const room = Math.min(left, bytes.length);
      left -= room;
      isInside = true;
      try {
        if (room > 0) write(path, bytes.subarray(0, room), ...rest);
      } finally {
        isInside = false;
      }
      if (room < bytes.length) throw full();
      return bytes.length;
    };
  return {
    openSync: (path, ...rest) => {
      const file = openSync(path, ...rest);
      if (isBelow(path)) files.add(file);
      else files.delete(file);
      return file;
    },
    writeFileSync: limited(writeFileSync),
    appendFileSync: limited(appendFileSync),
    writeSync: limited(writeSync),
  };
}

function full() {
  return Object.assign(new Error("ENOSPC: no space left on device, write"), {
    code: "ENOSPC",
    errno: -28,
    syscall: "write",
  });
}

function crash(below, changes) {
  let left = changes;
  const dying =
    (change) =>
    (path, ...rest) => {
      if (resolve(String(path)).startsWith(below) && --left <= 0) process.kill(process.pid, "SIGKILL");
      return change(path, ...rest);
    };
  const names = ["renameSync", "linkSync", "rmSync", "rmdirSync", "mkdirSync", "copyFileSync"];
  return Object.fromEntries(names.map((name) => [name, dying(fs[name])]));
}

function torn(below, amount) {
  const { appendFileSync } = fs;
  let left = Math.floor(amount);
  return {
    appendFileSync: (path, data, ...rest) => {
      const isLog = resolve(String(path)).startsWith(below) && String(path).includes(".tritforge.chunks-");
      if (!isLog || --left > 0) return appendFileSync(path, data, ...rest);
      const bytes = Buffer.from(data);
      appendFileSync(path, bytes.subarray(0, Math.floor((amount % 1) * bytes.length)), ...rest);
      process.kill(process.pid, "SIGKILL");
    },
  };
}

function count(file) {
  const { appendFileSync, writeFileSync } = fs;
  let chunks = 0;
  return {
    appendFileSync: (path, ...rest) => {
      if (String(path).includes(".tritforge.chunks-")) chunks++;
      return appendFileSync(path, ...rest);
    },
    end: () => writeFileSync(file, `${chunks}`),
  };
}

const { FAULT, FAULT_BELOW } = process.env;
if (FAULT !== undefined && (isMainThread || FAULT !== "count"))
  process.on("exit", inject(FAULT, FAULT_BELOW ?? "/nowhere"));
