"""What every answer says, and which doors are closed: asked directly, without a server or a browser."""

import asyncio
import re

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from tests.web.guarded import PROXY, THIS_MACHINE, client
from vmboard.domain.refusals import Refused
from vmboard.settings import ROOT, Settings
from vmboard.web import routes
from vmboard.web.policy import inline_scripts, policy_for
from vmboard.web.proxies import Proxies
from vmboard.web.safety import Rules, Safety, settle_uvicorn

# --- what every answer says ---


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/d/x", 200),
        ("/nowhere", 404),
        ("/broken", 500),
        ("/_stcore/metrics", 404),
        ("/_stcore/health", 200),
    ],
)
def test_every_answer_keeps_the_browser_to_ourselves(path: str, status: int) -> None:
    answer = client().get(path)
    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy or "default-src 'none'" in policy
    assert "http" not in policy and "*" not in policy and "unsafe-eval" not in policy
    assert policy.count("frame-ancestors 'none'") == 1
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["referrer-policy"] in ("same-origin", "no-referrer")
    assert "strict-transport-security" not in answer.headers, "only where it is https"


def test_a_refused_answer_has_the_headers_as_well() -> None:
    answer = client("http://evil.example").get("/")
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_a_stricter_policy_of_a_route_stays() -> None:
    answer = client().get("/d/x")
    assert answer.headers["content-security-policy"] == f"{routes.POLICY}; frame-ancestors 'none'"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_an_error_says_nothing_of_the_server() -> None:
    answer = client().get("/broken")
    assert "secret" not in answer.text and "Traceback" not in answer.text
    assert answer.text.endswith("try again in a moment.")


def test_whoever_leaves_while_sending_is_no_fault_of_the_server() -> None:
    """A page that is closed takes its last request with it: a log of faults is for faults."""

    async def reads(scope: Scope, receive: Receive, send: Send) -> None:
        await Request(scope, receive).body()

    async def left() -> Message:
        return {"type": "http.disconnect"}

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http", "method": "POST", "path": "/here", "query_string": b"", "scheme": "http", "root_path": "",
        "headers": [(b"host", b"127.0.0.1"), (b"origin", b"http://127.0.0.1"), (b"sec-fetch-site", b"same-origin")],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    asyncio.run(Safety(reads, Rules(Settings()))(scope, left, send))
    assert sent == []


def test_only_the_inline_scripts_of_the_installed_pages_may_run() -> None:
    assert inline_scripts("<script src='b.js'></script><script> </script>") == []
    assert inline_scripts("<script>a()</script>") == ["'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"]
    for path, count in (("/", 1), ("/component/x/index.html", 1)):
        scripts = next(part for part in policy_for(path).split("; ") if part.startswith("script-src"))
        assert "'unsafe-inline'" not in scripts and scripts.count("'sha256-") == count
    assert "blob:" in policy_for("/"), "our own components arrive as blobs"
    assert "blob:" not in policy_for("/component/x/index.html").partition("script-src")[2]


def test_the_ticking_component_may_stand_in_our_own_page() -> None:
    answer = client().get("/component/x/index.html")
    assert answer.headers["content-security-policy"].endswith("frame-ancestors 'self'")
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


def test_only_walls_may_stand_in_the_pages_that_are_named() -> None:
    teams = client(frame_ancestors="https://teams.microsoft.com, https://*.office.com")
    answer = teams.get("/d/x")
    assert answer.headers["content-security-policy"].endswith(
        "frame-ancestors https://teams.microsoft.com https://*.office.com"
    )
    assert "x-frame-options" not in answer.headers, "it has no words for other sites"
    for page in ("/", "/d/x/y", "/y/d/x"):
        assert teams.get(page).headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("wrong", ["https://a.example; script-src *", "*", "javascript:alert(1)"])
def test_a_place_that_is_not_one_is_refused_at_start(wrong: str) -> None:
    with pytest.raises(Refused, match="VMBOARD_FRAME_ANCESTORS"):
        Rules(Settings(frame_ancestors=wrong))


def test_on_https_the_browser_keeps_to_https_and_so_do_cookies() -> None:
    answer = client("https://localhost").get("/cookie")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.headers.get_list("set-cookie") == [
        "_streamlit_xsrf=2|a|b|1; Path=/; SameSite=Lax; Secure",
        "vmboard_in=x; HttpOnly; Path=/; SameSite=lax; Secure",
    ]
    assert "Secure" not in client().get("/cookie").headers.get_list("set-cookie")[0]


def test_uvicorn_neither_names_itself_nor_trusts_forwarding_headers_by_itself() -> None:

    config = uvicorn.Config(Starlette())
    config.load()

    class Lifespan:
        def __init__(self) -> None:
            self.config = config

        async def receive(self) -> None: ...

    app = config.loaded_app
    settle_uvicorn(Lifespan().receive, Proxies(""))
    assert config.encoded_headers == []
    assert config.loaded_app is app.app  # type: ignore[union-attr]
    settle_uvicorn(lambda: None, Proxies(""))  # another server: nothing to do


# --- what is closed ---


@pytest.mark.parametrize("path", ["/_stcore/agent/mcp", "/_stcore/agent/interact", "/x/_stcore/agent/openapi.json",
                                  "/_stcore/script-health-check", "/_stcore/metrics", "/_stcore/metrics/",
                                  "/auth/login", "/x/auth/logout", "/oauth2callback", "/oauth2callback/"])  # fmt: skip
def test_streamlits_other_routes_are_closed(path: str) -> None:
    assert client(peer=THIS_MACHINE).get(path).status_code == 404


def test_metrics_are_for_this_machine_and_only_when_asked_for() -> None:
    assert client(peer=THIS_MACHINE, metrics="on").get("/_stcore/metrics").status_code == 200
    assert client(metrics="on").get("/_stcore/metrics").status_code == 404
    through = {"X-Forwarded-For": "127.0.0.1"}
    assert client(peer=THIS_MACHINE, metrics="on").get("/_stcore/metrics", headers=through).status_code == 404
    listed = client(peer=PROXY, metrics="on", trusted_proxies="10.0.0.5")
    assert listed.get("/_stcore/metrics", headers=through).status_code == 404


# --- the app itself ---


def test_the_guard_stands_before_everything_else() -> None:
    door = (ROOT / "app.py").read_text(encoding="utf-8")
    named = re.findall(r"Middleware\((\w+)", door)
    first = ["RequestIds", "BasePath", "Counted"]  # these answer nothing
    assert named == [*first, "Safety", "Gate", "Compressed", "QuietHost", "LightFonts"]
