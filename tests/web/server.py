"""A plain server with the routes of the walls and nothing else: ``python -m tests.web.server PORT``."""

import sys

import uvicorn
from starlette.applications import Starlette

from vmboard.web.routes import lifespan, routes

if __name__ == "__main__":
    app = Starlette(routes=routes(), lifespan=lifespan)
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
