import { describe, expect, it } from "vitest";
import { CheckError, InputError, NetlistError, ToolError, TritforgeError } from "../../src/core/errors.ts";

describe("new InputError(faults)", () => {
  it("has one line per fault, path first", () => {
    const error = new InputError([
      { path: "D.json: /a", message: "got 1, expected 2" },
      { path: "D.json: /b", message: "got 3, expected 4" },
    ]);
    expect(error.message).toBe("D.json: /a: got 1, expected 2\nD.json: /b: got 3, expected 4");
    expect(InputError.at("x", "y").faults).toEqual([{ path: "x", message: "y" }]);
  });
});

describe("TritforgeError", () => {
  it("is the base of all errors raised on purpose, each with its name", () => {
    const errors = [InputError.at("a", "b"), new CheckError("c"), new NetlistError("d"), new ToolError("e", "log")];
    expect(errors.every((error) => error instanceof TritforgeError)).toBe(true);
    expect(errors.map((error) => error.name)).toEqual(["InputError", "CheckError", "NetlistError", "ToolError"]);
  });
});
