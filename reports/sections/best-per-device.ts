import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import { describeMetric, generators } from "../designs.ts";
import { quantity } from "../format.ts";
import { escapeHtml } from "../html.ts";
import { seriesClass } from "../palette.ts";

/** Metrics beside the accuracy of the best design. */
const METRICS = [
  "accuracy",
  "energyPerUpdatePj",
  "updateLatencyUs",
  "unitsAreaUm2",
  "deviceTimeShare",
  "pulsesPerDeviceMax",
];

/** For each device the design that learns best, and of those that come near it the one of least energy. */
export function bestPerDevice({ training }: SweepManifest, pareto: ParetoFile): string {
  if (training === undefined) return "";
  const records = [...pareto.front, ...pareto.cloud.records];
  const names = generators(pareto);
  const bodies = training.devices
    .map(({ device, title, states }) => {
      const own = records.filter(({ parameters }) => parameters["device"] === device);
      const [best] = own.toSorted((a, b) => accuracyOf(b) - accuracyOf(a) || energyOf(a) - energyOf(b));
      const near = own.filter((record) => best !== undefined && accuracyOf(record) >= accuracyOf(best) - NEAR);
      const [frugal] = near.toSorted((a, b) => energyOf(a) - energyOf(b) || a.index - b.index);
      return { device, title, states, best, frugal };
    })
    .toSorted((a, b) => accuracyOf(b.best) - accuracyOf(a.best))
    .map(({ device, title, states, best, frugal }) => {
      const series = names.indexOf(device);
      const key = series < 0 ? "" : `<svg class="key ${seriesClass(series)}"><use href="#shape-${series}"/></svg>`;
      const name = `${key}<b>${escapeHtml(device)}</b><br><span class="note">${escapeHtml(title)}, ${[...new Set(states)].join("/")} states</span>`;
      if (best === undefined) return `<tr><td>${name}<td colspan="${METRICS.length + 1}">no feasible design`;
      const isSame = frugal === undefined || frugal.index === best.index;
      const first = `<tr><td rowspan="${isSame ? 1 : 2}">${name}<td><b>best accuracy</b> ${cells(best, pareto)}`;
      return isSame ? first : `${first}<tr><td><b>least energy</b> ${cells(frugal, pareto)}`;
    });
  const heads = METRICS.map((metric) => {
    return `<th scope="col" class="n">${escapeHtml(describeMetric(metric, pareto).label)}`;
  });
  return `<p class="note">“Least energy”: of the designs within ${(NEAR * 100).toFixed(0)} points of the device’s best accuracy.</p>
<div class="scroll"><table class="best"><thead><tr><th scope="col">device<th scope="col">design${heads.join("")}</thead>
<tbody>${bodies.join("\n")}</tbody></table></div>`;
}

/** Accuracies this near count as alike: a few times the standard error of a test with hundreds of examples. */
const NEAR = 0.03;

function cells(record: DesignRecord, pareto: ParetoFile): string {
  const { scheme, encoding, product, lanes } = record.parameters;
  const words = `${scheme}, ${encoding}, ${product}, ${lanes} lanes`;
  const values = METRICS.map((metric) => {
    const value = record.metrics[metric];
    return `<td class="n">${value === undefined ? "–" : quantity(value, describeMetric(metric, pareto).unit)}`;
  });
  return `<span class="note">#${record.index}</span><br>${escapeHtml(words)}${values.join("")}`;
}

function accuracyOf(record: DesignRecord | undefined): number {
  return record?.metrics["accuracy"] ?? -1;
}

function energyOf(record: DesignRecord): number {
  return record.metrics["energyPerExampleNj"] ?? Infinity;
}
