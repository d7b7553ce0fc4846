import { bartReader } from "./bart.ts";
import { llamaReader, mixtralReader, qwenMoeReader } from "./llama.ts";
import { matmulFreeReader } from "./matmul-free.ts";
import { olmoReader } from "./olmo.ts";
import { qwenHybridReader, qwenHybridTextReader } from "./qwen-hybrid.ts";
import type { Reader } from "./reader.ts";

const PER_TENSOR = { per: "tensor" } as const;
const QWEN3 = { headDimension: 128 };
const GEMMA3 = { headDimension: 256, isTied: true };

/**
 * The architectures that are known, by the name that a config.json has, with what their classes take for fields that are not
 * there (those of Hugging Face transformers, or of the repository that the architecture comes from).
 */
export const ARCHITECTURES: Readonly<Record<string, Reader>> = {
  LlamaForCausalLM: llamaReader(),
  LlamaModel: llamaReader({ head: "none" }),
  MistralForCausalLM: llamaReader(),
  BitNetForCausalLM: llamaReader({ scales: PER_TENSOR }),
  BitnetForCausalLM: llamaReader({ scales: PER_TENSOR }),
  MiniCPMForCausalLM: llamaReader({ isTied: true }),
  OlmoForCausalLM: llamaReader(),
  OLMoForCausalLM: olmoReader,
  Qwen2ForCausalLM: llamaReader(),
  Qwen3ForCausalLM: llamaReader(QWEN3),
  Qwen3Model: llamaReader({ ...QWEN3, head: "none" }),
  Gemma3ForCausalLM: llamaReader(GEMMA3),
  Gemma3TextModel: llamaReader({ ...GEMMA3, head: "none" }),
  MixtralForCausalLM: mixtralReader,
  Qwen3MoeForCausalLM: qwenMoeReader,
  Qwen3_5ForCausalLM: qwenHybridReader,
  Qwen3_5ForConditionalGeneration: qwenHybridTextReader,
  HGRNBitForCausalLM: matmulFreeReader,
  BartForConditionalGeneration: bartReader,
  MBartForConditionalGeneration: bartReader,
};
