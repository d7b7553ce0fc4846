import { STEPS, type Step, type TimingGraph } from "./timing-steps.ts";

const [GATE, MUX, CHOOSE] = [numberOf("gate"), numberOf("mux"), numberOf("choose")];

/**
 * The same graph with steps that one other step alone reads merged into it, where synthesis makes one cell of both: a gate at an
 * input of a multiplexer (`enable ? a & b : c` is an AND-OR), and a selection behind a gate (a masked selection has one input
 * more). A merged step stays, without operands and readers.
 */
export function mergedGates(graph: TimingGraph): TimingGraph {
  const { first, operands } = graph;
  const steps = graph.steps.slice();
  const reads = readsOf(graph);
  const isMerged = new Uint8Array(steps.length);
  const merge = (reader: number, step: number, from: number): boolean => {
    let isAny = false;
    for (const operand of operands.subarray(from, first[reader + 1])) {
      if (steps[operand] !== step || reads[operand] !== 1) continue;
      isMerged[operand] = 1;
      isAny = true;
    }
    return isAny;
  };
  for (let node = 0; node < steps.length; node++) {
    if (steps[node] === MUX)
      merge(node, GATE, first[node]! + 2); // behind the select and its complement
    else if (steps[node] === GATE && merge(node, CHOOSE, first[node]!)) steps[node] = CHOOSE;
  }
  return isMerged.includes(1) ? withoutMerged({ ...graph, steps }, isMerged) : graph;
}

function numberOf(step: Step): number {
  return STEPS.indexOf(step);
}

/** How often each node is read. */
function readsOf({ steps, operands, ends, outputs, children }: TimingGraph): Int32Array {
  const reads = new Int32Array(steps.length);
  const read = (nodes: Int32Array): void => {
    for (const node of nodes) if (node >= 0) reads[node]!++;
  };
  [operands, ends, ...outputs.values(), ...children.flatMap(({ inputs }) => [...inputs.values()])].forEach(read);
  return reads;
}

/** Readers of merged steps read what these read. */
function withoutMerged(graph: TimingGraph, isMerged: Uint8Array): TimingGraph {
  const { steps, first, operands } = graph;
  const begins = new Int32Array(steps.length + 1);
  const reads: number[] = [];
  for (let node = 0; node < steps.length; node++) {
    const own = isMerged[node] === 1 ? NOTHING : operands.subarray(first[node], first[node + 1]);
    for (const operand of own) {
      if (isMerged[operand] === 0) reads.push(operand);
      else for (const each of operands.subarray(first[operand], first[operand + 1])) reads.push(each);
    }
    begins[node + 1] = reads.length;
  }
  return { ...graph, first: begins, operands: new Int32Array(reads) };
}

const NOTHING = new Int32Array(0);
