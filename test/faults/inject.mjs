// Loaded by --import before the program: makes the file system fail below one folder, as FAULT says:
//   enospc:BYTES  after so many bytes were written below FAULT_BELOW, the disk is full
//   crash:N       the N-th change of a name below FAULT_BELOW (rename, link, remove, new folder) is the last thing that
//                 happens: the process kills itself before it, as SIGKILL would
//   count         notes in the file FAULT_BELOW, at the end, how many chunks of a sweep were worked out
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { resolve } from "node:path";
import { isMainThread } from "node:worker_threads";

const [kind, amount] = (process.env.FAULT ?? "").split(":");
const below = resolve(process.env.FAULT_BELOW ?? "/nowhere");
const files = new Map();
let left = Number(amount);

const isBelow = (path) => (typeof path === "number" ? files.has(path) : resolve(String(path)).startsWith(below));

function full() {
  return Object.assign(new Error("ENOSPC: no space left on device, write"), {
    code: "ENOSPC",
    errno: -28,
    syscall: "write",
  });
}

const { openSync, writeSync, writeFileSync, appendFileSync } = fs;
fs.openSync = (path, ...rest) => {
  const file = openSync(path, ...rest);
  if (isBelow(path)) files.set(file, path);
  else files.delete(file);
  return file;
};

if (kind === "enospc") {
  let isInside = false;
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
  fs.writeFileSync = limited(writeFileSync);
  fs.appendFileSync = limited(appendFileSync);
  fs.writeSync = limited(writeSync);
}

if (kind === "crash") {
  for (const name of ["renameSync", "linkSync", "rmSync", "rmdirSync", "mkdirSync", "copyFileSync"]) {
    const original = fs[name];
    fs[name] = (path, ...rest) => {
      if (isBelow(path) && --left <= 0) process.kill(process.pid, "SIGKILL");
      return original(path, ...rest);
    };
  }
}

if (kind === "count" && isMainThread) {
  const { appendFileSync: append, writeFileSync: write } = fs;
  let chunks = 0;
  fs.appendFileSync = (path, ...rest) => {
    if (String(path).includes(".tritforge.chunks-")) chunks++;
    return append(path, ...rest);
  };
  process.on("exit", () => write(process.env.FAULT_BELOW, `${chunks}`));
}

syncBuiltinESMExports();
