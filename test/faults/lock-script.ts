import { existsSync, writeFileSync } from "node:fs";
import { acquireLock } from "../../src/run/lock.ts";

/** `lock-script.ts LOCK READY GO DONE`: says in READY that it is there, waits for GO, takes the lock, holds it until DONE. */
const [lock = "", ready = "", go = "", done = ""] = process.argv.slice(2);
writeFileSync(ready, "");
while (!existsSync(go)) await pause();
try {
  const held = acquireLock(lock, "folder");
  process.stdout.write("won");
  while (!existsSync(done)) await pause();
  held.release();
} catch (error) {
  process.stdout.write(error instanceof Error ? error.message : "another error");
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2));
}
