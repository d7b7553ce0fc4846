import { STANDARD_INPUT } from "../json/standard-input.ts";

/** Options that name a file that is read. */
const READ = ["--technology", "--liberty", "--workload", "--device", "--characterised", "--activations"];

/** The words of a command line in which `-`, where a file is read, is the name of standard input. */
export function withStandardInput(words: readonly string[]): readonly string[] {
  return words.map((word, place) => {
    const [option, value] = word.split("=", 2);
    if (option !== undefined && value === "-" && READ.includes(option)) return `${option}=${STANDARD_INPUT}`;
    const before = words[place - 1] ?? "";
    return word === "-" && (READ.includes(before) || !before.startsWith("--")) ? STANDARD_INPUT : word;
  });
}
