import type { CommandModule } from "yargs";

/** The name of a command: the first of its words, `show` of `show <name>`. */
export function commandName(words: CommandModule["command"]): string {
  return [words ?? []].flat()[0]?.split(" ")[0] ?? "";
}
