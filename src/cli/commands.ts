import type { Argv } from "yargs";
import { InputError } from "../core/errors.ts";
import { didYouMean } from "../json/did-you-mean.ts";
import type { CommandGroup } from "./command-group.ts";

type Register = (cli: Argv) => Promise<Argv>;

/** Commands that have commands of their own. */
const GROUPS: Readonly<Record<string, () => Promise<CommandGroup>>> = {
  workload: async () => (await import("./workload.ts")).default,
  weights: async () => (await import("./weights.ts")).default,
  tech: async () => (await import("./tech.ts")).default,
  device: async () => (await import("./device.ts")).default,
  published: async () => (await import("./published.ts")).default,
};

/** The commands in the order of the help. Each is loaded when it is asked for, so that it starts without the others' code. */
const COMMANDS: Readonly<Record<string, Register>> = {
  list: async (cli) => cli.command((await import("./list.ts")).default),
  generate: async (cli) => cli.command((await import("./generate.ts")).default),
  verify: async (cli) => cli.command((await import("./verify.ts")).default),
  run: async (cli) => cli.command((await import("./run.ts")).default),
  prove: async (cli) => cli.command((await import("./prove.ts")).default),
  estimate: async (cli) => cli.command((await import("./estimate.ts")).default),
  token: async (cli) => cli.command((await import("./token.ts")).default),
  precision: async (cli) => cli.command((await import("./precision.ts")).default),
  synth: async (cli) => cli.command((await import("./synth.ts")).default),
  train: async (cli) => cli.command((await import("./train.ts")).default),
  moments: async (cli) => cli.command((await import("./moments.ts")).default),
  sweep: async (cli) => cli.command((await import("./sweep.ts")).default),
  report: async (cli) => cli.command((await import("./report.ts")).default),
  reproduce: async (cli) => cli.command((await import("./reproduce.ts")).default),
  ...Object.fromEntries(Object.entries(GROUPS).map(([name, load]) => [name, registerOf(load)])),
  characterise: async (cli) => cli.command((await import("./characterise.ts")).default),
  calibrate: async (cli) => cli.command((await import("./calibrate.ts")).default),
};

function registerOf(load: () => Promise<CommandGroup>): Register {
  return async (cli) => cli.command((await load()).command);
}

/** What may stand where a command is named, and what was named there. */
export interface Named {
  /** `estimate`, `device show`; as far as there is one. */
  readonly command: string;
  /** What the next word may be; none where the command is complete. */
  readonly commands: readonly string[];
}

/** The command that words begin with. @throws {InputError} if the first is no command and no option */
export async function namedCommand([first = "", second = ""]: readonly string[]): Promise<Named> {
  const names = Object.keys(COMMANDS);
  if (first === "" || first.startsWith("-")) return { command: "", commands: names };
  if (!names.includes(first)) throw noCommand("command", first, names);
  const commands = (await GROUPS[first]?.())?.subcommands ?? [];
  if (commands.length === 0) return { command: first, commands };
  if (second === "" || second.startsWith("-")) return { command: first, commands };
  if (!commands.includes(second)) throw noCommand(first, second, commands);
  return { command: `${first} ${second}`, commands: [] };
}

function noCommand(path: string, name: string, names: readonly string[]): InputError {
  return InputError.at(path, `got "${name}", expected one of ${names.join(", ")}${didYouMean(name, names)}`);
}

/** Registers the command that the words begin with; all of them, for the help, where they begin with none. */
export async function withCommands(cli: Argv, [first = ""]: readonly string[]): Promise<Argv> {
  const asked = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  if (asked !== undefined) return asked(cli);
  let all = cli;
  for (const register of Object.values(COMMANDS)) all = await register(all);
  return all;
}
