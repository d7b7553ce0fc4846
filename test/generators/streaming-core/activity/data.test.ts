import { describe, expect, it } from "vitest";
import { DataSource } from "../../../../generators/streaming-core/activity/data.ts";
import { STREAMS } from "../../../../generators/streaming-core/activity/trace-writer.ts";
import { STANDARD_STATISTICS } from "../../../../models/cost/standard-statistics.ts";

const integers = (): DataSource => new DataSource(STANDARD_STATISTICS, { bits: 8 });

describe("DataSource", () => {
  it("source.products(3, keys, values) draws what as many source.product(3) do, from wherever it is", () => {
    const [source, other] = [integers(), integers()];
    const [keys, values] = [new Int32Array(STREAMS), new Float64Array(STREAMS)];
    for (let block = 0; block < 3; block++) {
      expect(source.activation()).toBe(other.activation());
      source.products(3, keys, values);
      const expected = Array.from({ length: STREAMS }, () => other.product(3));
      expect([...keys]).toEqual(expected.map(({ key }) => key));
      expect([...values]).toEqual(expected.map(({ value }) => value));
    }
  });

  it("source.skipActivations(5) leaves out five activations", () => {
    const [source, other] = [integers(), integers()];
    source.skipActivations(5);
    for (let i = 0; i < 5; i++) other.activation();
    expect(source.weight()).toBe(other.weight());
  });

  it("source.blocks(…) goes on where the source is and leaves it there; blocks of one name are drawn once", () => {
    const source = integers();
    source.activation();
    let draws = 0;
    const blocks = (count: number): Int32Array =>
      source
        .blocks("test of blocks", 1, (from, words, at) => {
          draws++;
          words[at] = from.activation();
        })
        .first(count);
    const first = [...blocks(3)];
    expect([...blocks(5)].slice(0, 3)).toEqual(first);
    expect(draws).toBe(5);
    expect(first).toEqual(Array.from({ length: 3 }, () => source.activation()));
  });
});
