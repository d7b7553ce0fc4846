import { describe, expect, it } from "vitest";

import { projectPath } from "../../src/core/project-path.ts";

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
