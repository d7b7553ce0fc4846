import type { TopAnalysis, TopNet } from "../cost/delay/critical-path.ts";
import type { Profile } from "../cost/delay/profile.ts";
import type { Net, NetFinder, ReaderPort } from "./wide-nets.ts";

/** What is known of the tops of designs, or of some instances of them. */
export interface NarrowTiming extends Pick<TopAnalysis, "criticalPathPs" | "outputs"> {
  readonly nets: readonly Pick<TopNet, "part" | "port" | "buffers">[];
}

/** The narrow instances at the top of designs, or some of them: when what wide ones read of them arrives. */
export class NarrowTop {
  /** Longest path [ps]. */
  readonly pathPs: number;
  /** Nets with fan-out buffers, and the readers that say how often these move. */
  readonly nets: readonly { readonly reader: ReaderPort; readonly buffers: number }[];
  /** Fan-out buffers on all of them. */
  readonly buffers: number;
  readonly outputs: TopAnalysis["outputs"];
  /** Equal for tops that come to the same. */
  readonly key: string;
  /** By id of a net; null: nothing arrives there; `unknown`: no such instance. */
  readonly #profiles: (Profile | null | "unknown" | undefined)[] = [];

  /** @param isLeftOut instances whose outputs are not looked at */
  constructor(
    finder: NetFinder,
    { criticalPathPs, nets, outputs }: NarrowTiming,
    isLeftOut: (instance: string) => boolean = () => false,
  ) {
    this.pathPs = criticalPathPs;
    this.nets = nets
      .filter(({ buffers }) => buffers > 0)
      .map(({ part, port, buffers }) => ({ reader: finder.portOf(part, port), buffers }));
    this.buffers = nets.reduce((sum, { buffers }) => sum + buffers, 0);
    this.outputs = new Map([...outputs].filter(([name]) => !isLeftOut(name)));
    const bits = [...this.outputs].flatMap(([name, ports]) =>
      [...ports].map(([port, { shape, latestPs }]) => `${name}.${port}=${shape.id}@${latestPs}`),
    );
    this.key = [criticalPathPs, ...this.nets.map(({ reader, buffers }) => `${reader.id}*${buffers}`), ...bits].join();
  }

  /** When the bits of a net arrive; null: not at all; `unknown`: its driver is not among these instances. */
  profileOf(net: Net): Profile | null | "unknown" {
    return (this.#profiles[net.id] ??= this.#find(net));
  }

  #find({ instance, port }: Net): Profile | null | "unknown" {
    const ports = this.outputs.get(instance);
    return ports === undefined ? "unknown" : (ports.get(port) ?? null);
  }
}
