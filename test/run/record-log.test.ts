import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RecordLog } from "../../src/run/record-log.ts";
import { runScript } from "../faults/run-process.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tritforge-log-"));
  file = join(folder, "log");
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (key = "key"): RecordLog => new RecordLog(file, key);
const lines = (): string[] => readFileSync(file, "utf8").split("\n").slice(0, -1);

/** What is said on stderr while `act` runs. */
function heard(act: () => void): readonly string[] {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    act();
    return write.mock.calls.map(([text]) => String(text));
  } finally {
    write.mockRestore();
  }
}

describe("RecordLog", () => {
  it("knows nothing at first and makes no file by looking", () => {
    expect(open().get("a")).toBeUndefined();
    expect(existsSync(file)).toBe(false);
  });

  it("remembers over runs, the later of two texts, letters of any kind and an empty text", () => {
    const log = open();
    log.add("a", "1");
    log.add("b", "µm² 一");
    log.add("c", "");
    log.add("a", "3 with blanks");
    for (const each of [log, open()])
      expect(["a", "b", "c"].map((name) => each.get(name))).toEqual(["3 with blanks", "µm² 一", ""]);
    expect(lines()).toHaveLength(4);
  });

  it("reads texts longer than a block of the file, and many of them", () => {
    const log = open();
    const text = (i: number): string => `${i}`.repeat(700_000);
    for (let i = 0; i < 5; i++) log.add(`${i}`, text(i));
    const again = open();
    for (let i = 0; i < 5; i++) expect(again.get(`${i}`) === text(i), `${i}`).toBe(true);
  });

  it("drops a last record cut short at any byte, silently, and goes on after the others", () => {
    const log = open();
    log.add("a", "first");
    const whole = readFileSync(file).length;
    log.add("b", "second");
    const bytes = readFileSync(file);
    for (let length = whole; length < bytes.length; length++) {
      writeFileSync(file, bytes.subarray(0, length));
      expect(
        heard(() => {
          const cut = open();
          expect([cut.get("a"), cut.get("b")]).toEqual(["first", undefined]);
          cut.add("c", "third");
        }),
      ).toEqual([]);
      const again = open();
      expect(["a", "b", "c"].map((name) => again.get(name))).toEqual(["first", undefined, "third"]);
    }
  });

  it("leaves out a record with any one byte changed, with one notice", () => {
    const log = open();
    for (const name of ["a", "b", "c"]) log.add(name, `text ${name}`);
    const bytes = readFileSync(file);
    const [first = "", second = ""] = lines();
    const start = first.length + 1;
    for (let place = start; place < start + second.length; place++) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      // A byte that becomes the end of a line makes two wrong lines of one.
      if (changed[place] === 10) continue;
      writeFileSync(file, changed);
      let again = log;
      expect(heard(() => (again = open()))).toEqual([`${file}: 1 of 3 records is not readable and is left out\n`]);
      expect(["a", "b", "c"].map((name) => again.get(name))).toEqual(["text a", undefined, "text c"]);
    }
  });

  it("believes no record of another key", () => {
    open("mine").add("a", "1");
    let other = open("mine");
    expect(heard(() => (other = open("yours")))).toHaveLength(1);
    expect(other.get("a")).toBeUndefined();
    expect(open("mine").get("a")).toBe("1");
  });

  it("leaves out garbage without line ends, larger than a record may be, and holds none of it", () => {
    open().add("a", "1");
    appendFileSync(file, Buffer.alloc(70 * 2 ** 20, 65));
    appendFileSync(file, "\n");
    const [line = ""] = lines();
    appendFileSync(file, `${line}\n`);
    let again: RecordLog | undefined;
    expect(heard(() => (again = open()))).toEqual([`${file}: 1 of 3 records is not readable and is left out\n`]);
    expect(again?.get("a")).toBe("1");
  });

  it("throws InputError of one line for a folder in its place", () => {
    mkdirSync(file);
    expect(() => open()).toThrow(
      `${file}: got a folder or a device, expected a log of an earlier run that can be read (--fresh starts anew)`,
    );
  });

  it("gives nothing for a record that is gone from the disk meanwhile", () => {
    const log = open();
    log.add("a", "1");
    rmSync(file);
    expect(log.get("a")).toBeUndefined();
  });
});

describe("RecordLog on a full disk", () => {
  it.each([
    [0, 0],
    [40, 0],
    [100, 1],
  ])("keeps what fits in %i bytes, says so once, and the run goes on", async (room, records) => {
    const env = {
      NODE_OPTIONS: `--import=${new URL("../faults/inject.mjs", import.meta.url).pathname}`,
      FAULT: `enospc:${room}`,
      FAULT_BELOW: folder,
    };
    const ended = await runScript(new URL("../faults/record-script.ts", import.meta.url), [file], { env });
    expect(ended.code).toBe(0);
    expect(ended.errors).toEqual([
      `${file}: got a full disk (ENOSPC); the run goes on without keeping what it works out`,
    ]);
    expect(existsSync(file) ? lines().length : 0).toBe(records);
    expect(existsSync(file)).toBe(records > 0);
    expect(heard(() => expect(open().get("0")).toBe(records > 0 ? "0".repeat(30) : undefined))).toEqual([]);
  });
});
