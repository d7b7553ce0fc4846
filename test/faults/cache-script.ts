import { compileSchema } from "../../src/json/json-schema.ts";
import { ContentCache } from "../../src/run/content-cache.ts";

/** `cache-script.ts FOLDER NAME`: adds 50 entries of 200 kB, NAME0 …, to the cache `shared`. */
const [folder = "", name = ""] = process.argv.slice(2);
const cache = new ContentCache(folder, "shared", compileSchema<string>({ type: "string" }));
for (let i = 0; i < 50; i++) cache.add(`${name}${i}`, name.repeat(200_000));
