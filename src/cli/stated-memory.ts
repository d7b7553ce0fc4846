import { memorySchema, type StatedMemory } from "../../models/memory/memory-system.ts";
import { parseJson } from "../json/json-file.ts";
import { compileSchema } from "../json/json-schema.ts";

const readMemory = compileSchema<StatedMemory>(memorySchema());

/** What `--memory` states. @throws {InputError} */
export function statedMemory(text: string): StatedMemory {
  return readMemory(parseJson(text, "--memory"), "--memory");
}
