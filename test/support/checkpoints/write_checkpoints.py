"""Small checkpoints in the formats that `tritforge weights` reads, written from their published layouts.

    python3 test/support/checkpoints/write_checkpoints.py FOLDER

Python's standard library only, and no line shared with the readers of src/weights. All files hold the same ternary weights
(`weights_of`), so that readers can be held against each other; the test names the SHA-256 of each file.

Layouts: safetensors, README "Format"; GGUF, ggml docs/gguf.md; TQ1_0, TQ2_0, Q2_0, ggml-common.h and ggml-quants.c of llama.cpp
(Q2_0 with blocks of 128 in the fork behind Ternary-Bonsai); I2_S, src/ggml-bitnet-mad.cpp of BitNet.cpp, x86 with ACT_PARALLEL;
packed uint8, integrations/bitnet.py of Transformers.
"""

import json
import struct
import sys
from pathlib import Path

HIDDEN = 256
# Name in Transformers, name in GGUF, outputs.
LAYERS = [
    ("model.layers.0.self_attn.q_proj.weight", "blk.0.attn_q.weight", 20),
    ("model.layers.0.self_attn.k_proj.weight", "blk.0.attn_k.weight", 8),
    ("model.layers.1.mlp.up_proj.weight", "blk.1.ffn_up.weight", 12),
]


def draws(seed):
    """The numbers 0 ... 99 of a linear congruential generator."""
    state = seed
    while True:
        state = (state * 1103515245 + 12345) % 2**31
        yield state // 2**16 % 100


def weights_of(number):
    """Rows of -1, 0, 1 of layer `number`; 42 of 100 are 0."""
    numbers = draws(number + 1)
    def trit():
        value = next(numbers)
        return 0 if value < 42 else 1 if value < 71 else -1
    return [[trit() for _ in range(HIDDEN)] for _ in range(LAYERS[number][2])]


def scale_of(number, group):
    """Scales that fp16 and bf16 hold exactly: 0.5, 0.625, ..."""
    return 0.5 + 0.125 * ((number + group) % 8)


# ---- safetensors -----------------------------------------------------------------------------------------------------------

def bf16(value):
    return struct.pack(">f", value)[:2][::-1]


def safetensors(tensors):
    """tensors: (name, dtype, shape, bytes)."""
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, dtype, shape, content in tensors:
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def packed_uint8():
    tensors = [("model.embed_tokens.weight", "BF16", [4, HIDDEN], bf16(0.25) * (4 * HIDDEN))]
    for number, (name, _, outputs) in enumerate(LAYERS):
        rows, quarter = weights_of(number), outputs // 4
        content = bytearray()
        for r in range(quarter):
            for j in range(HIDDEN):
                codes = [rows[part * quarter + r][j] + 1 for part in range(4)]
                content.append(codes[0] + 4 * codes[1] + 16 * codes[2] + 64 * codes[3])
        tensors.append((name, "U8", [quarter, HIDDEN], bytes(content)))
        tensors.append((name + "_scale", "BF16", [1], bf16(scale_of(number, 0))))
    return safetensors(tensors)


def latent_bf16():
    """Latent weights that the absmean rule makes the same ternary ones."""
    tensors = [("model.norm.weight", "BF16", [HIDDEN], bf16(1.0) * HIDDEN)]
    for number, (name, _, outputs) in enumerate(LAYERS):
        noise = draws(1000 + number)
        content = b""
        for row in weights_of(number):
            for trit in row:
                part = next(noise) / 100
                content += bf16(0.03125 * (trit * (0.75 + 0.5 * part) if trit != 0 else 0.4 * (part - 0.5)))
        tensors.append((name, "BF16", [outputs, HIDDEN], content))
    return safetensors(tensors)


# ---- GGUF ------------------------------------------------------------------------------------------------------------------

def text(value):
    return struct.pack("<Q", len(value.encode())) + value.encode()


def gguf(tensors):
    """tensors: (name, sides with the inputs first, type, bytes)."""
    pairs = [
        text("general.architecture") + struct.pack("<I", 8) + text("bitnet"),
        text("bitnet.embedding_length") + struct.pack("<II", 4, HIDDEN),
        text("bitnet.rope.freq_base") + struct.pack("<If", 6, 10000.0),
        text("tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, 3) + text("<s>") + text("a") + text("\u00e9"),
        text("tokenizer.ggml.scores") + struct.pack("<IIQ3f", 9, 6, 3, 0.0, -1.0, -2.0),
        text("tokenizer.ggml.add_bos_token") + struct.pack("<I?", 7, True),
    ]
    infos, data = b"", b""
    for name, sides, kind, content in tensors:
        infos += text(name) + struct.pack("<I", len(sides)) + struct.pack(f"<{len(sides)}Q", *sides)
        infos += struct.pack("<IQ", kind, len(data))
        data += content + b"\0" * (-len(content) % 32)
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(pairs)) + b"".join(pairs) + infos
    return head + b"\0" * (-len(head) % 32) + data


def gguf_of(kind, encode):
    """encode(number, rows): bytes of the rows of a layer."""
    norm = ("output_norm.weight", [HIDDEN], 0, struct.pack("<f", 1.0) * HIDDEN)
    layers = [
        (name, [HIDDEN, outputs], kind, encode(number, weights_of(number)))
        for number, (_, name, outputs) in enumerate(LAYERS)
    ]
    return gguf([norm, *layers])


def blocks(size, encode):
    """Rows cut into blocks of `size` weights; groups are counted through the layer."""
    def rows_to_bytes(number, rows):
        pieces = [row[start:start + size] for row in rows for start in range(0, HIDDEN, size)]
        return b"".join(encode(piece, struct.pack("<e", scale_of(number, group))) for group, piece in enumerate(pieces))
    return rows_to_bytes


def tq1_0(block, scale):
    def byte(trits):
        number = 0
        for trit in trits:
            number = 3 * number + trit + 1
        number *= 3 ** (5 - len(trits))
        return -(-number * 256 // 243)
    first = [byte(block[m:160:32]) for m in range(32)]
    second = [byte(block[160 + m:240:16]) for m in range(16)]
    third = [byte(block[240 + m:256:4]) for m in range(4)]
    return bytes(first + second + third) + scale


def tq2_0(block, scale):
    content = bytearray()
    for half in (block[:128], block[128:]):
        for m in range(32):
            content.append(sum((half[32 * n + m] + 1) << (2 * n) for n in range(4)))
    return bytes(content) + scale


def q2_0(block, scale):
    return scale + bytes(
        sum((block[4 * b + n] + 1) << (2 * n) for n in range(4)) for b in range(len(block) // 4)
    )


def i2_s(number, rows):
    content = bytearray()
    flat = [trit for row in rows for trit in row]
    for start in range(0, len(flat), 128):
        for m in range(32):
            byte = 0
            for g in range(4):
                byte = byte << 2 | flat[start + 32 * g + m] + 1
            content.append(byte)
    return bytes(content) + struct.pack("<f", scale_of(number, 0)) + b"\0" * 28


FILES = {
    "packed.safetensors": packed_uint8,
    "latent.safetensors": latent_bf16,
    "tq1_0.gguf": lambda: gguf_of(34, blocks(256, tq1_0)),
    "tq2_0.gguf": lambda: gguf_of(35, blocks(256, tq2_0)),
    "i2_s.gguf": lambda: gguf_of(36, i2_s),
    "q2_0-64.gguf": lambda: gguf_of(42, blocks(64, q2_0)),
    "q2_0-128.gguf": lambda: gguf_of(42, blocks(128, q2_0)),
}

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
