import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import { describeMetric, generators } from "../results/designs.ts";
import { significant } from "../../src/core/number-text.js";
import { quantity } from "../../src/core/quantity-text.js";
import { html, type HtmlValue, type Markup } from "../page/html.ts";
import { columnHead, table } from "../page/table.ts";
import { seriesClass } from "../page/palette.ts";

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
export function bestPerDevice({ training }: SweepManifest, pareto: ParetoFile): HtmlValue {
  if (training === undefined) return undefined;
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
      const key =
        series < 0 ? undefined : html`<svg class="key ${seriesClass(series)}"><use href="#shape-${series}" /></svg>`;
      const name = html`${key}<b>${device}</b><br /><span class="note"
          >${title}, ${[...new Set(states)].join("/")} states</span
        >`;
      if (best === undefined)
        return html`<tr>
          <td>${name}</td>
          <td colspan="${METRICS.length + 1}">no feasible design</td>
        </tr>`;
      const isSame = frugal === undefined || frugal.index === best.index;
      const first = html`<tr>
        <td rowspan="${isSame ? 1 : 2}">${name}</td>
        ${cells("best accuracy", best, pareto)}
      </tr>`;
      if (isSame) return first;
      return html`${first}
        <tr>
          ${cells("least energy", frugal, pareto)}
        </tr>`;
    });
  const metrics = METRICS.map((metric) => columnHead(describeMetric(metric, pareto).label, "number"));
  const heads = html`${columnHead("device")} ${columnHead("design")} ${metrics}`;
  return html`<p class="note">
      “Least energy”: of the designs within ${significant(NEAR * 100)} points of the device’s best accuracy.
    </p>
    ${table({ class: "best" }, [heads], bodies)}`;
}

/** Accuracies this near count as alike: a few times the standard error of a test with hundreds of examples. */
const NEAR = 0.03;

function cells(title: string, record: DesignRecord, pareto: ParetoFile): Markup {
  const { scheme, encoding, product, lanes } = record.parameters;
  const words = `${scheme}, ${encoding}, ${product}, ${lanes} lanes`;
  const values = METRICS.map((metric) => {
    const value = record.metrics[metric];
    return html`<td class="n">${value === undefined ? "–" : quantity(value, describeMetric(metric, pareto).unit)}</td>`;
  });
  return html`<td><b>${title}</b> <span class="note">#${record.index}</span><br />${words}</td>
    ${values}`;
}

function accuracyOf(record: DesignRecord | undefined): number {
  return record?.metrics["accuracy"] ?? -1;
}

function energyOf(record: DesignRecord): number {
  return record.metrics["energyPerExampleNj"] ?? Infinity;
}
