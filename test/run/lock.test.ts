import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { acquireLock } from "../../src/run/lock.ts";
import { ownIdentity } from "../../src/run/process-identity.ts";
import { deadLock, raceForDeadLock } from "../faults/writers.ts";

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "tritforge-lock-"))));
afterEach(() => rmSync(folder, { recursive: true }));
const lock = (): string => join(folder, "lock");

describe("acquireLock(path, where)", () => {
  it("refuses a second holder, naming process and host, until release()", () => {
    const first = acquireLock(lock(), "DIR");
    const line = `DIR: got a folder in use by process ${process.pid} on ${hostname()}, expected one that nobody writes to`;
    expect(() => acquireLock(lock(), "DIR")).toThrow(line);
    first.release();
    acquireLock(lock(), "DIR").release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes over the lock of a dead process, and leaves nothing else", () => {
    writeFileSync(lock(), deadLock());
    acquireLock(lock(), "DIR");
    expect(readdirSync(folder)).toEqual(["lock"]);
    expect(() => acquireLock(lock(), "DIR")).toThrow(`process ${process.pid}`);
  });

  it("takes over from a dead process that was itself taking over from a dead one", () => {
    writeFileSync(lock(), deadLock("00000000000000aa"));
    writeFileSync(`${lock()}.00000000000000aa`, deadLock("00000000000000bb"));
    acquireLock(lock(), "DIR").release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is not taken in by a process number that was given to another process", () => {
    writeFileSync(lock(), JSON.stringify({ ...ownIdentity(), start: "an earlier boot 123", id: "0123456789abcdef" }));
    const isKnown = ownIdentity().start !== "";
    if (isKnown) acquireLock(lock(), "DIR").release();
    else expect(() => acquireLock(lock(), "DIR")).toThrow("in use");
  });

  it("refuses the lock of another host and says how to remove it", () => {
    writeFileSync(lock(), JSON.stringify({ pid: 1, host: "elsewhere.example", start: "", id: "0123456789abcdef" }));
    expect(() => acquireLock(lock(), "DIR")).toThrow(
      `DIR: got a folder in use by process 1 on elsewhere.example, expected one that nobody writes to (if that process has ended, remove ${lock()})`,
    );
    expect(readdirSync(folder)).toEqual(["lock"]);
  });

  it.each([
    "",
    "null",
    "{}",
    '{"pid":-1,"host":"x","start":"","id":"0123456789abcdef"}',
    '{"pid":1,"host":"x","start":"","id":"../x"}',
  ])("refuses a lock that names no process: %s", (text) => {
    writeFileSync(lock(), text);
    expect(() => acquireLock(lock(), "DIR")).toThrow("DIR: got a lock that names no process, expected none (remove ");
  });

  it("lets one of eight processes win the lock of a dead one", async () => {
    const { faults } = await raceForDeadLock(join(folder, "race"));
    expect(faults).toEqual([]);
  }, 60_000);
});
