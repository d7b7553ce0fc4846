import { describe, expect, it } from "vitest";
import { completeRequest, type StatedRequest } from "../../../models/token/request-faults.ts";
import { wholeModel } from "../../../models/token/whole-model.ts";
import { builtInWorkloads, loadWorkload, parseWorkload } from "../../../models/workload/workload.ts";

const STATED: StatedRequest = {
  phase: "decode",
  batch: 1,
  speculative: 1,
  tokens: undefined,
  context: undefined,
  chunk: undefined,
};

describe("wholeModel(workload, where)", () => {
  it("takes every built-in decoder whose head has a known format, and refuses the others in one line by name", () => {
    const refused = builtInWorkloads().flatMap((name) => {
      try {
        expect(wholeModel(loadWorkload(name), "workload").name).toBe(name);
        return [];
      } catch (error) {
        expect(String(error)).toMatch(new RegExp(`^InputError: workload: got "${name}", .*, expected .*$`));
        return [name];
      }
    });
    const withoutHead = builtInWorkloads().filter((name) => {
      const { model } = loadWorkload(name);
      return model?.head.format === "unknown" || model?.head.format === "none";
    });
    expect(refused).toEqual(withoutHead);
    expect(refused).toContain("ternary-bart-base");
  });

  it("refuses a list of layers, which tells nothing of attention", () => {
    const layers = {
      name: "l",
      title: "L",
      source: "a test",
      layers: [{ name: "a", inputs: 1, outputs: 1, count: 1 }],
    };
    expect(() => wholeModel(parseWorkload(layers, "l.json"), "workload")).toThrow(
      /^workload: got "l", a list of layers, expected a model with "blocks"/,
    );
  });

  it("counts a row of an embedding of unknown format as fp32", () => {
    const { embedding, norms } = wholeModel(loadWorkload("mmfreelm-370m"), "workload");
    expect(embedding).toMatchObject({ format: "unknown", bytes: 4096 });
    expect(norms).toBe("unknown");
  });
});

describe("completeRequest(stated, model)", () => {
  const bitnet = wholeModel(loadWorkload("bitnet-b1.58-2b-4t"), "workload");
  const recurrent = wholeModel(loadWorkload("mmfreelm-370m"), "workload");

  it("goes up to the model's context, or 4096 where none is stated, one pass at a time", () => {
    expect(completeRequest(STATED, bitnet)).toMatchObject({ context: 4096, request: { tokens: 1 }, faults: [] });
    expect(completeRequest({ ...STATED, speculative: 4 }, bitnet)).toMatchObject({
      context: 4093,
      request: { tokens: 4 },
      faults: [],
    });
    expect(completeRequest(STATED, recurrent)).toMatchObject({ context: 4096, faults: [] });
  });

  it.each([
    [{ context: 4097 }, "--context", "got 4097, expected an integer from 1 to 4096, the longest context of bitnet"],
    [{ context: 4090, tokens: 8 }, "--context", "expected an integer from 1 to 4089"],
    [{ tokens: 4097 }, "--tokens", "got 4097, expected an integer from 1 to 4096, the context of bitnet"],
    [{ phase: "prefill", tokens: 3 }, "--tokens", "got 3, expected none in prefill"],
    [{ phase: "prefill", speculative: 3 }, "--speculative", "got 3, expected none in prefill"],
  ] as const)("refuses %o in one line", (wrong, path, message) => {
    const { faults } = completeRequest({ ...STATED, ...wrong }, bitnet);
    expect(faults).toEqual([{ path, message: expect.stringContaining(message) }]);
  });

  it("refuses drafts for a model with a constant state", () => {
    const { faults } = completeRequest({ ...STATED, speculative: 2 }, recurrent);
    expect(faults).toEqual([
      { path: "--speculative", message: expect.stringContaining("mmfreelm-370m has a constant state") },
    ]);
  });
});
