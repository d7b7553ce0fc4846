import type { Argv } from "yargs";

type Register = (cli: Argv) => Promise<Argv>;

/** The commands in the order of the help. Each is loaded when it is asked for, so that it starts without the others' code. */
const COMMANDS: Readonly<Record<string, Register>> = {
  list: async (cli) => cli.command((await import("./list.ts")).default),
  generate: async (cli) => cli.command((await import("./generate.ts")).default),
  verify: async (cli) => cli.command((await import("./verify.ts")).default),
  prove: async (cli) => cli.command((await import("./prove.ts")).default),
  estimate: async (cli) => cli.command((await import("./estimate.ts")).default),
  precision: async (cli) => cli.command((await import("./precision.ts")).default),
  synth: async (cli) => cli.command((await import("./synth.ts")).default),
  train: async (cli) => cli.command((await import("./train.ts")).default),
  moments: async (cli) => cli.command((await import("./moments.ts")).default),
  sweep: async (cli) => cli.command((await import("./sweep.ts")).default),
  report: async (cli) => cli.command((await import("./report.ts")).default),
  reproduce: async (cli) => cli.command((await import("./reproduce.ts")).default),
  tech: async (cli) => cli.command((await import("./tech.ts")).default),
  device: async (cli) => cli.command((await import("./device.ts")).default),
  characterise: async (cli) => cli.command((await import("./characterise.ts")).default),
  calibrate: async (cli) => cli.command((await import("./calibrate.ts")).default),
};

/** Registers the command that the words begin with; all of them, for help and did-you-mean, where they begin with none. */
export async function withCommands(cli: Argv, [first = ""]: readonly string[]): Promise<Argv> {
  const asked = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  if (asked !== undefined) return asked(cli);
  let all = cli;
  for (const register of Object.values(COMMANDS)) all = await register(all);
  return all;
}
