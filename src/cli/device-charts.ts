import { percent } from "../core/number-text.js";
import { noiseInWords, pulseInWords, responseInWords } from "../../models/device/describe.ts";
import type { DeviceFit } from "../../models/device/fit/fit-device.ts";
import type { DirectionFit } from "../../models/device/fit/fit-direction.ts";
import { compileDevice, conductanceS, sweep, type Device, type DirectionName } from "../../models/device/index.ts";
import type { DirectionInput, ResponseInput } from "../../reports/device/response-chart.ts";
import { microsiemensOfS } from "../core/units.ts";

/** What `tritforge device plot` and `fit` hand to the drawing. */

/** A device's own curves, in µS where its conductances are known, else as part of the range. */
export function deviceChart(device: Device): ResponseInput {
  const { title, electrical } = device;
  const steps = compileDevice(device);
  const direction = (name: DirectionName): DirectionInput => {
    const { pulses, response } = device[name];
    const shape = pulseInWords(device, name);
    return {
      note: [responseInWords(response), ...(shape === undefined ? [] : [shape])].join("; "),
      firstPulse: 0,
      curve: untilTheEnd(sweep(steps[name], name, pulses), name).map((g) =>
        electrical === undefined ? g : microsiemensOfS(conductance(device, g)),
      ),
      readings: [],
    };
  };
  const axis = electrical === undefined ? "Conductance [part of the range]" : "Conductance [µS]";
  return { title, subtitle: subtitleOf(device), axis, ltp: direction("ltp"), ltd: direction("ltd") };
}

/** Measured points and the fitted curves, each between its own end points. */
export function fitChart(fit: DeviceFit): ResponseInput {
  const { device, ltp, ltd, minimumS, maximumS } = fit;
  const readings = `${ltp.readings.length} LTP and ${ltd.readings.length} LTD readings`;
  const noise = `cycle-to-cycle σ ${percent(device.cycleToCycle.sigma)} of the range`;
  return {
    title: device.name,
    subtitle: `${readings}; ${noise}`,
    axis: "Conductance [µS]",
    range: [microsiemensOfS(minimumS), microsiemensOfS(maximumS)],
    ltp: fittedDirection(ltp),
    ltd: fittedDirection(ltd),
  };
}

function fittedDirection({ chosen, firstPulse, curveS, readings }: DirectionFit): DirectionInput {
  return {
    note: `${responseInWords(chosen.response)}; RMS residual ${percent(chosen.rms)} of the range`,
    firstPulse,
    curve: curveS.map((each) => microsiemensOfS(each)),
    readings: readings.map(({ pulse, conductanceS: each }) => ({ pulse, value: microsiemensOfS(each) })),
  };
}

/** A curve that reaches the end of the range before its nominal number of pulses ends there. */
function untilTheEnd(curve: readonly number[], name: DirectionName): readonly number[] {
  const reached = curve.findIndex((g) => (name === "ltp" ? g >= 1 : g <= 0));
  return reached === -1 ? curve : curve.slice(0, reached + 1);
}

function conductance(device: Device, g: number): number {
  return conductanceS(device, g) ?? g;
}

function subtitleOf({ ltp, ltd, cycleToCycle }: Device): string {
  const states = ltp.pulses === ltd.pulses ? `${ltp.pulses} states` : `${ltp.pulses} states up, ${ltd.pulses} down`;
  const { sigma } = cycleToCycle;
  return sigma === 0 ? states : `${states}; cycle-to-cycle σ ${percent(sigma, 2)} of the ${noiseInWords(cycleToCycle)}`;
}
