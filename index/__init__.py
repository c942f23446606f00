"""Finding it: embedding, gloss, lexical and vector search, building, generations."""
