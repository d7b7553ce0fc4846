/** A panel of a figure: conditions side by side. */
export interface PanelPlan {
  readonly title: string;
  readonly axis: string;
  /** `ordered`: values of one quantity, joined by lines. */
  readonly order: "ordered" | "unordered";
  readonly conditions: readonly (readonly [id: string, label: string])[];
}

/** A figure of the page. */
export interface FigurePlan {
  /** Kebab-case, unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly panels: readonly PanelPlan[];
  /** What the reader sees. */
  readonly caption: string;
}

/** The sweeps of lim2017 as figures. */
export const FIGURES: readonly FigurePlan[] = [
  {
    id: "response",
    title: "Accuracy against the conductance response",
    panels: [
      {
        title: "Nonlinear",
        axis: "nonlinearity label, LTP / LTD",
        order: "unordered",
        conditions: [
          ["linear", "0 / 0"],
          ["mild", "1 / −1"],
          ["retracing", "2.4 / +2.4"],
          ["nonlinear", "2.4 / −2.4"],
          ["asymmetric", "2.4 / −4.88"],
          ["strong", "4 / −4"],
        ],
      },
      {
        title: "Linear, unequal steps",
        axis: "LTD step ÷ LTP step",
        order: "ordered",
        conditions: [
          ["linear", "1"],
          ["linear-steps-2", "2"],
          ["linear-steps-4", "4"],
        ],
      },
    ],
    caption:
      "Devices of 64 levels without variation. A negative LTD label starts with its largest steps, so that LTP and LTD differ most where a device is used up; a positive one retraces LTP: nonlinear, but symmetric. The unidirectional pair never uses LTD, so the LTD label does not move it.",
  },
  {
    id: "levels",
    title: "Accuracy against the number of levels",
    panels: [
      {
        title: "Linear",
        axis: "levels",
        order: "ordered",
        conditions: [
          ["linear-16", "16"],
          ["linear", "64"],
          ["linear-256", "256"],
        ],
      },
      {
        title: "Label 2.4 / −2.4",
        axis: "levels",
        order: "ordered",
        conditions: [
          ["nonlinear-16", "16"],
          ["nonlinear", "64"],
          ["nonlinear-256", "256"],
        ],
      },
    ],
    caption:
      "One pulse at most per update ties the learning rate to the levels (η = 1.6·k/levels): finer devices learn in smaller steps, so within the same number of examples floating point at that rate (dash) learns less too. The gap to the dash is what the device costs.",
  },
  {
    id: "passes",
    title: "Accuracy against the converters of both passes",
    panels: [
      {
        title: "Passes, 16 levels",
        axis: "converters of both passes",
        order: "unordered",
        conditions: [
          ["linear-16", "exact"],
          ["linear-16-passes-8", "8 bits"],
          ["linear-16-passes-8-noise", "8, noise"],
          ["linear-16-passes-4", "4 bits"],
        ],
      },
      {
        title: "Passes, 64 levels",
        axis: "converters of both passes",
        order: "unordered",
        conditions: [
          ["linear", "exact"],
          ["linear-passes-8", "8 bits"],
          ["linear-passes-8-noise", "8, noise"],
          ["linear-passes-4", "4 bits"],
        ],
      },
      {
        title: "Passes, 256 levels",
        axis: "converters of both passes",
        order: "unordered",
        conditions: [
          ["linear-256", "exact"],
          ["linear-256-passes-8", "8 bits"],
          ["linear-256-passes-8-noise", "8, noise"],
          ["linear-256-passes-4", "4 bits"],
        ],
      },
    ],
    caption:
      "Linear devices, the unidirectional pair only. Exact: conductances are read exactly and both passes are floating point. Else x, the weighted sums of both passes and δ go through converters of so many bits, in training and in the test; noise is added to every weighted sum. Bits and noise are ours, the paper’s are unknown.",
  },
  {
    id: "range",
    title: "Accuracy against dynamic range and noise of pulses",
    panels: [
      {
        title: "Dynamic range, linear",
        axis: "used part of the range, 1 − 1/r (on/off ratio r)",
        order: "ordered",
        conditions: [
          ["range-25", "25 % (1.33)"],
          ["range-50", "50 % (2)"],
          ["range-75", "75 % (4)"],
          ["linear", "100 % (∞)"],
        ],
      },
      {
        title: "Noise of pulses, label 1 / −1",
        axis: "σ of one pulse, part of the range",
        order: "ordered",
        conditions: [
          ["mild", "0"],
          ["mild-cycle-0.01", "1 %"],
          ["mild-cycle-0.035", "3.5 %"],
        ],
      },
    ],
    caption:
      "Range: the read-out scale k, the step of a pulse and the learning rate stay; a lower on/off ratio leaves fewer steps (16, 32, 48, 64) and a narrower range of weights. Noise: a normal deviate is added at every pulse; one pulse of a 64-level device moves it by 1.6 % of the range on average.",
  },
  {
    id: "variation",
    title: "Accuracy against variation from device to device",
    panels: [
      {
        title: "Label, around 1 / −1",
        axis: "σ of the label",
        order: "ordered",
        conditions: [
          ["mild", "0"],
          ["mild-label-0.5", "0.5"],
          ["mild-label-1", "1"],
        ],
      },
      {
        title: "Label, around 2.4 / −2.4",
        axis: "σ of the label",
        order: "ordered",
        conditions: [
          ["nonlinear", "0"],
          ["nonlinear-label-0.5", "0.5"],
          ["nonlinear-label-1", "1"],
        ],
      },
      {
        title: "Gmax, around 1 / −1",
        axis: "σ of Gmax, part of the range",
        order: "ordered",
        conditions: [
          ["mild", "0"],
          ["mild-range-0.1", "10 %"],
          ["mild-range-0.2", "20 %"],
        ],
      },
    ],
    caption:
      "Each device draws its own label for LTP and for LTD, or its own Gmax. Where the label spreads, some devices are nearer to linear, so that methods that use both directions gain; a unidirectional pair gets two unlike devices. One device and a pair with one fixed differ only where ranges do.",
  },
  {
    id: "steps",
    title: "Accuracy against variation of the step",
    panels: [
      {
        title: "All steps of a device, around 1 / −1",
        axis: "σ of the logarithm of the step",
        order: "ordered",
        conditions: [
          ["mild", "0"],
          ["mild-step-0.25", "25 %"],
          ["mild-step-0.5", "50 %"],
        ],
      },
      {
        title: "Up against down, around 1 / −1",
        axis: "σ of β, steps · (1 ± β)",
        order: "ordered",
        conditions: [
          ["mild", "0"],
          ["mild-updown-0.25", "25 %"],
          ["mild-updown-0.5", "50 %"],
        ],
      },
    ],
    caption:
      "Left, a device takes large or small steps in both directions: harmless to one that goes up and down, but in a unidirectional pair up and down are two devices, and what they differ by is an asymmetry. Right, LTP and LTD of a device differ: what its pair makes of two devices, one device has in itself. Open-loop refresh turns a device's step into an error of the weight that it rewrites; a verified one reads what it has written.",
  },
  {
    id: "steps-nonlinear",
    title: "Accuracy against variation of the step, nonlinear devices",
    panels: [
      {
        title: "All steps of a device, around 2.4 / −2.4",
        axis: "σ of the logarithm of the step",
        order: "ordered",
        conditions: [
          ["nonlinear", "0"],
          ["nonlinear-step-0.25", "25 %"],
          ["nonlinear-step-0.5", "50 %"],
        ],
      },
      {
        title: "Up against down, around 2.4 / −2.4",
        axis: "σ of β of up against down",
        order: "ordered",
        conditions: [
          ["nonlinear", "0"],
          ["nonlinear-updown-0.25", "25 %"],
          ["nonlinear-updown-0.5", "50 %"],
        ],
      },
    ],
    caption:
      "As before on devices that are asymmetric in themselves, which is where the unidirectional pair is of use: its lead over the others is what the spread has to eat up.",
  },
];
