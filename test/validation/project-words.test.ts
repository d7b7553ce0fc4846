import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { projectWords } from "./project-words.ts";

describe("projectWords(words)", () => {
  it("states absolute paths from the working directory, alone and behind an option", () => {
    const data = resolve("..", "shared");
    expect(projectWords(["--seed", "1", "--libraries", data, `--liberty=${data}/a.lib`])).toBe(
      "--seed 1 --libraries ../shared --liberty=../shared/a.lib",
    );
  });
});
