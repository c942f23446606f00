"""A real language model with random weights, which says the words it was given in an order without sense."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORDS = re.compile(r"[\[【]S\d+[\]】]|\d[\d.,]*|[A-Za-z]+|[一-鿿]{1,2}|[。，.,%\n]")
_MOST_WORDS = 2000


def babble(said: list[str], tokens: int = 150, seed: int = 0) -> Iterator[str]:
    """So many words of the messages, sampled from a small Llama whose weights are drawn from the seed."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    words = list(dict.fromkeys(_WORDS.findall("\n".join(said))))[:_MOST_WORDS]
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=max(len(words), 8), hidden_size=64, intermediate_size=128, num_hidden_layers=2,
        num_attention_heads=4, max_position_embeddings=4 * tokens, initializer_range=0.5,
    )  # fmt: skip
    model = LlamaForCausalLM(config)
    model.train(False)
    last, state = torch.tensor([[0]]), None
    with torch.inference_mode():
        for _ in range(tokens):
            found = model(last, past_key_values=state, use_cache=True)
            state = found.past_key_values
            last = torch.multinomial(torch.softmax(found.logits[:, -1, : len(words)] / 2, dim=-1), 1)
            word = words[int(last)]
            yield f" {word}" if word[0].isascii() and word[0].isalnum() else word
