"""REST API: what other systems ask of the board with a token of their own, at ``/api/v1``: built on FastAPI, mounted
beside the walls, through the same commands, queries and table of permissions as every page."""
