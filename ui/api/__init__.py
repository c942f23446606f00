"""The programs' side: REST under /api, chat completions under /v1, tools under /mcp, all over the public shelf."""
