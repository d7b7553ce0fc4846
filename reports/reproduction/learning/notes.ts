import type { LearningReproduction } from "../../../src/core/learning-reproduction.ts";
import { count, counted } from "../../../src/core/number-text.js";
import { html, noteList, type Markup } from "../../page/html.ts";

/** What is unknown of the paper, what was reconstructed, and what was left out. */
export function notesSection({ setting, conditions, points, tool }: LearningReproduction): Markup {
  const { data, notices, trainingExamples, testExamples, epochs, layers, seeds, readOutScale, wantedPulses } = setting;
  const { refreshPeriod, refreshUpper, refreshLower } = setting;
  const readNoise = Math.max(...conditions.map((condition) => condition.readNoise), 0);
  const trainings = points.reduce((sum, { runs }) => sum + runs.length, 0);
  const notes = [
    html`<b>The paper.</b> S. Lim et al., “Adaptive learning rule for hardware-based deep neural networks using
      electronic synapse devices”, arXiv 1707.06381 (v1, v2, 2017), Neural Computing and Applications 31, 8101 (2019).
      We had its two abstracts; the full text could not be obtained.`,
    html`<b>Unknown of it.</b> The equations for δ and for the number of pulses; what “adaptive” denotes; the names and
      number of the update methods; whether a weight is a pair or one device against a reference; refresh, reset and
      saturation; the conductance equation, its parameters and their sweeps; layer sizes, learning rate, epochs; that
      the data are MNIST; all accuracies.`,
    html`<b>Reconstructed (ours).</b> W = k·(G<sub>+</sub> − G<sub>−</sub>), k = ${readOutScale} with G in parts of
      Gmax, the same for all methods: a pair spans ±${readOutScale}, one device against a reference at mid-range
      ±${readOutScale / 2}. Wanted pulses u = η·|x·δ|/dW, dW = k·range/levels. Single-step rule: at most one pulse per
      synapse and update, with probability min(1, u), in the direction of sign(x·δ). Conductance curves and labels are
      NeuroSim’s.`,
    html`<b>Methods.</b> One device: potentiated or depressed. Pair, bidirectional: one up and the other down at every
      pulse, so two steps per update (of η the wanted probability is half as large). Pair, unidirectional: the one or
      the other potentiated, never depressed. Pair, one fixed: as one device, the other device of the pair, in the
      middle of its range, is its reference; exactly equal to one device unless ranges differ, so trained only there.`,
    html`<b>Refresh.</b> Every ${refreshPeriod} updates pairs with the larger conductance above ${refreshUpper} and the
      smaller above ${refreshLower} of the range are reset and their difference is rewritten to one of the two, open
      loop, as AIHWKit’s one-sided device does. Pulses, resets and reads are those of the update unit that
      <code>tritforge generate</code> emits; its ADC has as many codes as the device has levels.`,
    html`<b>Learning rate.</b> At most one pulse per update ties it to the levels: with u at |x| = |δ| = 1 far above 1
      updates are clipped and training collapses (256 levels at η = 0.05: below 25&nbsp;%). So η = ${wantedPulses}·dW
      everywhere, one rule for all methods, chosen on linear devices and a seed outside of the experiment. The cost
      table says how many updates were clipped.`,
    html`<b>Network.</b> ${layers.join("-")}, no biases, sigmoid hidden layer, softmax with cross-entropy, one example
      at a time; ${counted(trainingExamples, "example")}, ${counted(epochs, "epoch")}, tested on ${count(testExamples)}.
      Data: ${data}. ${notices.join(" ")} Forward and backward pass read conductances exactly and compute in floating
      point, so that only the update is hardware, except in the conditions of the next note. “Float” is the same
      network, seed, order and learning rate with unlimited weights.`,
    html`<b>Passes in hardware (bits are ours, the paper’s are unknown).</b> x goes into the array, weighted sums out of
      it and δ back into it through converters of as many bits as the figure says, whose full scale is the power of two
      at or above each vector’s largest value. Read noise adds a normal deviate of σ = ${readNoise} to every weighted
      sum, a tenth of the largest weight at x = 1 or δ = 1 whatever the full scale, as AIHWKit’s usual out_noise (0.06)
      has it on its usual weights (±0.6). Sigmoid, softmax and the derivatives are floating point.`,
    html`<b>Statistics.</b> ${counted(trainings, "training")}; ${counted(seeds.length, "seed")} (initial weights, order,
      devices, noise; the examples stay the same). Intervals are Student’s t, 95&nbsp;%; methods and conditions are
      compared seed by seed. Rules of the verdicts were set before the experiment was run, after a pilot with another
      seed; after the first run were added: the part “v2, symmetric” of C4, the parts “up/down” and “range” of C6, C1
      was split by levels (its threshold stayed) and its passes were put through converters (before, only the update was
      hardware, and it held in part at best; 4 bits were chosen in a pilot with another seed), and rewriting by the
      nominal number of pulses, as AIHWKit does it, instead of a number fitted to the curve, which is better for the
      unidirectional pair on nonlinear devices. Intervals are not corrected for their number: of 20 true zeros one
      interval misses 0 in the mean.`,
    html`<b>Not repeated.</b> Wires, drift, converters of fixed range; converters with other methods or other devices;
      several pulses per update, other rules and refresh policies; larger networks; other learning rates for single
      methods, which might favour one of them.`,
  ];
  return html`${noteList(notes)}
    <p class="note">
      tritforge ${tool.version}; every training is a row of <code>runs.csv</code>, and everything shown here is in
      <code>reproduction.json</code>.
    </p>`;
}
