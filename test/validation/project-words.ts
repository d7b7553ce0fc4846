import { projectPath } from "../../src/core/project-path.ts";

/** Words of a command line as results state them: those that are absolute paths as `projectPath` has them. */
export function projectWords(words: readonly string[]): string {
  return words
    .map((word) =>
      word.replace(/^(--[\w-]+=)?(.*)$/s, (_, option = "", value: string) => `${option}${projectPath(value)}`),
    )
    .join(" ");
}
