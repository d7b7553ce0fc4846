import type { CommandModule } from "yargs";
import { commandName } from "./command-name.ts";

/** A command that has commands of its own, and their names. */
export interface CommandGroup {
  readonly command: CommandModule;
  readonly subcommands: readonly string[];
}

/**
 * A group of commands, `NAME <command>`: alone it does nothing, and says which commands it has.
 * @param describe what it is about, for the help
 */
export function commandGroup<Options extends readonly unknown[]>(
  name: string,
  describe: string,
  commands: readonly [...{ readonly [Place in keyof Options]: CommandModule<object, Options[Place]> }],
): CommandGroup {
  const subcommands = commands.map(({ command: words }) => commandName(words));
  return {
    subcommands,
    command: {
      command: `${name} <command>`,
      describe,
      builder: (yargs) =>
        commands
          .reduce((group, each) => group.command(each), yargs)
          .demandCommand(1, `expected one of ${subcommands.join(", ")}`),
      handler: () => undefined,
    },
  };
}
