import { addressBits, ModuleBuilder, shared, type Module, type PortsOf } from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { batchesOf } from "../../update-unit/shape.ts";

/** Verilog name: says all that shapes the module. */
export function deltaStoreName(shape: UnitShape): string {
  return `delta_store_d${shape.deltaBits}_lanes${shape.lanes}_batches${batchesOf(shape)}`;
}

/** `batch` if there are several. */
type StoreInputs = PortsOf<"delta_data" | "write", "batch">;

const DELTA = { delta: "deltas of the batch at work, lane 0 lowest" };

/** The deltas of all columns, a batch a word; written as they come in, read while their batch is at work. */
export function deltaStore(shape: UnitShape): Module<StoreInputs, PortsOf<"delta">> {
  return shared(deltaStoreName(shape), () => {
    const batches = batchesOf(shape);
    const width = shape.lanes * shape.deltaBits;
    const m = new ModuleBuilder<StoreInputs>(
      deltaStoreName(shape),
      `Deltas of ${batches} batches of ${shape.lanes} columns.`,
    );
    const data = m.input("delta_data", width, "one batch of deltas, lane 0 lowest");
    const write = m.input("write", 1, "it is taken");
    if (batches === 1) return m.build({ delta: m.registered("delta_q", data, { enable: write }) }, DELTA);
    const batch = m.input("batch", addressBits(batches), "batch that is written or read");
    const memory = m.memory("deltas", width, batches);
    m.write(memory, write, batch, data);
    return m.build({ delta: m.read(memory, batch) }, DELTA);
  });
}
