import type { Argv, Options } from "yargs";
import { InputError } from "../core/errors.ts";
import {
  isLegalSetting,
  legalSetting,
  TRAINING_SETTINGS,
  type TaskSettings,
  type TrainingSetting,
} from "../core/training.ts";
import { waiting } from "./refused.ts";

/** Adds an option for each setting of a task, `--learning-rate` for `learningRate`, with its default. */
export function withTaskSettings<T>(yargs: Argv<T>): Argv<T & TaskSettings> {
  const settings = Object.entries<TrainingSetting>(TRAINING_SETTINGS).filter(([, setting]) => setting.of === "task");
  // yargs hands options on under their names in camel case, too, which are those of the settings.
  return yargs.options(
    Object.fromEntries(settings.map(([name, setting]) => [optionName(name), optionOf(optionName(name), setting)])),
  ) as Argv<T & TaskSettings>;
}

function optionName(setting: string): string {
  return setting.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function optionOf(option: string, setting: TrainingSetting): Options {
  const { description: describe } = setting;
  const read = (value: unknown, raw: string | number): unknown => {
    if (isLegalSetting(setting, value)) return value;
    throw InputError.at(`--${option}`, `got ${raw}, expected ${legalSetting(setting)}`);
  };
  switch (setting.kind) {
    case "integer":
    case "number":
      return {
        describe,
        default: setting.usual,
        coerce: waiting((raw: string | number) => read(numberOf(`${raw}`), raw)),
      };
    case "neurons":
    case "by-layer": {
      const usual = setting.usual.join(",");
      return {
        describe,
        default: usual,
        coerce: waiting((raw: string | number) => read(numbersOf(`${raw}`), raw)),
      };
    }
    case "choice":
      return { describe, default: setting.usual, choices: setting.choices };
    case "data":
      return { describe, default: setting.usual, type: "string" };
  }
}

function numbersOf(text: string): readonly number[] {
  return text === "" ? [] : text.split(",").map(numberOf);
}

function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}
