import { RecordLog } from "../../src/run/record-log.ts";

/** `record-script.ts FILE`: adds the records 0, 1 and 2, of 30 digits each, to the log FILE. */
const [file = ""] = process.argv.slice(2);
const log = new RecordLog(file, "key");
for (const name of ["0", "1", "2"]) log.add(name, name.repeat(30));
