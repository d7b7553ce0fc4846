import { describe, expect, it } from "vitest";
import { STREAMS, TraceWriter } from "../../../../generators/streaming-core/activity/trace-writer.ts";
import { Random } from "../../../../src/core/random.ts";

describe("TracePort", () => {
  it("port.putAll(step, offset, bits, values) is port.put(…) for each stream, from 1 to 48 bits, negative values, too", () => {
    const random = new Random(1);
    for (const bits of [1, 7, 15, 16, 17, 31, 32, 33, 48]) {
      const values = Float64Array.from({ length: STREAMS }, () =>
        random.integer(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1),
      );
      const writer = new TraceWriter(new Uint8Array(2));
      const [all, each] = [writer.port("all", bits + 3), writer.port("each", bits + 3)];
      all.putAll(1, 2, bits, values);
      values.forEach((value, stream) => each.put(1, 2, bits, value, stream));
      expect(all.words).toEqual(each.words);
    }
  });
});
