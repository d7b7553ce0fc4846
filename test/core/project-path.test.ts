import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

import { projectPath, projectWords } from "../../src/core/project-path.ts";

describe("projectPath(path, workingDirectory)", () => {
  it.each([
    ["/home/me/project/data/mnist", "data/mnist"],
    ["/home/me/shared/data", "../shared/data"],
    ["/home/me/project", "."],
    ["data/mnist", "data/mnist"],
    ["../shared", "../shared"],
  ])("%s seen from /home/me/project is %s", (path, expected) => {
    expect(projectPath(path, "/home/me/project")).toBe(expected);
  });
});

describe("projectWords(words)", () => {
  it("states absolute paths from the working directory, alone and behind an option", () => {
    const data = resolve("..", "shared");
    expect(projectWords(["--seed", "1", "--libraries", data, `--liberty=${data}/a.lib`])).toBe(
      "--seed 1 --libraries ../shared --liberty=../shared/a.lib",
    );
  });
});
