import { less, more, type MetricFacts } from "./metric.ts";

const COUNT: MetricFacts = { kinds: ["core"], range: "above 0", known: "before training", restsOn: "nothing" };
const AREA: MetricFacts = { ...COUNT, restsOn: "areaUm2" };
const ENERGY: MetricFacts = { ...COUNT, restsOn: "energyPerStepPj" };

/** Update units have a circuit, too. */
const CIRCUIT: MetricFacts = { ...COUNT, kinds: ["core", "update-unit"] };
const CIRCUIT_AREA: MetricFacts = { ...CIRCUIT, restsOn: "areaUm2" };
const CIRCUIT_DELAY: MetricFacts = { ...CIRCUIT, restsOn: "criticalPathPs" };

/** The metrics of cores, memory and arithmetic errors apart; some of them every circuit has. */
export const CORE_METRICS = {
  areaUm2: less("µm²", "area", "standard-cell area without placement overhead", CIRCUIT_AREA),
  ge: less("GE", "gate equivalents", "area divided by the area of the smallest NAND2", CIRCUIT_AREA),
  macsPerCycle: more("MAC/cycle", "MACs per cycle", "weights per step, zeros included (one tile)", COUNT),
  areaPerMacUm2: less("µm²", "area per MAC/cycle", "area divided by MACs per cycle", AREA),
  tops: more("TOPS", "throughput", "2 operations per MAC at the stated clock, zero weights counted", COUNT),
  topsPerMm2: more("TOPS/mm²", "throughput density", "peak throughput divided by area, zero weights counted", AREA),
  keyBitsPerStep: less("bit", "weight bits per step", "width of the key stream", COUNT),
  weightBitsPerToken: less("bit", "weight bits per token", "key bits read for one token, padding included", COUNT),
  stepsPerToken: less("step", "steps per token", "tiles of all layers, padding included", COUNT),
  cyclesPerToken: less("cycle", "cycles per token", "clock cycles for all layers of one token", COUNT),
  latencyUs: less("µs", "latency per token", "cycles per token at the stated clock", COUNT),
  tokensPerSecond: more("token/s", "tokens per second", "1 / latency; linear layers only", COUNT),
  utilisation: more("–", "utilisation", "useful MACs divided by MAC slots over all cycles of a token", COUNT),
  criticalPathPs: less(
    "ps",
    "critical path",
    "longest path between registers or ports, setup included, before placement",
    CIRCUIT_DELAY,
  ),
  fMaxMhz: more("MHz", "highest clock", "1 / critical path", CIRCUIT_DELAY),
  leakageUw: less("µW", "leakage", "leakage power of the core", CIRCUIT),
  powerMw: less("mW", "power", "power of the core at the stated clock and activity, one step per cycle", ENERGY),
  energyPerStepPj: less(
    "pJ",
    "energy per step",
    "energy of the core in one step at the stated clock and activity",
    ENERGY,
  ),
  energyPerMacFj: less("fJ", "energy per MAC", "energy of the core per MAC, zero weights counted", ENERGY),
  energyPerTokenUj: less("µJ", "energy per token", "energy of the core for one token, without memory", ENERGY),
};
