import { generatorLegend, type Chart } from "../draw/chart.ts";
import { counted } from "../../src/core/number-text.js";
import { quantity } from "../../src/core/quantity-text.js";
import { html, type Markup } from "../page/html.ts";
import { drawRoofline } from "./roofline-drawing.ts";
import { rooflineTable } from "./roofline-table.ts";
import { rooflineValues, type RooflineValues } from "./roofline-values.ts";

function caption(values: RooflineValues): Markup {
  const starved = values.picks.filter((pick) => pick.bound === "bandwidth").length;
  const verdict =
    values.picks.length === 0
      ? ""
      : ` ${starved === 0 ? "None" : starved} of the ${counted(values.picks.length, "pick")} ${starved === 1 ? "is" : "are"} held back by it.`;
  return html`Operations are those of the workload’s linear layers, 2 a MAC; a byte is a byte of weights read from
  ${values.dram}, padding included. The sloping line is its bandwidth,
  ${quantity(values.bandwidthGBps, "GB/s")}.${verdict} A horizontal line is what a pick’s core could compute; its marker
  is what it reaches, the hollow one what it would reach with memory enough. Dots are the front designs.`;
}

/** Compute roofs of the picks and the bandwidth of the memory: what decoding one token at a time reaches. */
export const roofline: Chart<RooflineValues> = {
  id: "roofline",
  title: "Compute or bandwidth",
  data: rooflineValues,
  draw: drawRoofline,
  legend: (values) => generatorLegend(values.generators),
  caption,
  table: rooflineTable,
  empty:
    "Memory is not modelled in this sweep, or its designs serve several workloads at once: there is no one bandwidth to " +
    "compare the cores with.",
};
