"""Whose word counts: names we answer to, other sites, and proxies that speak for someone else."""

import pytest
from starlette.websockets import WebSocketDisconnect

from tests.web.guarded import HERE, PROXY, THIS_MACHINE, WARD_PC, client
from vmboard.domain.refusals import Refused
from vmboard.settings import Settings
from vmboard.web.hosts import Hosts, own_names
from vmboard.web.safety import Rules

# --- names it answers to ---


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8501", "127.0.0.1:8501", "[::1]:8501", "10.2.3.4", "[fe80::1]:80", *sorted(own_names())],
)
def test_by_itself_it_answers_to_this_machine_and_to_bare_addresses(host: str) -> None:
    assert host in Hosts("")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.2.3.4.nip.io", "", "a b", "localhost:x",
     "localhost/..", "user@localhost", "evil.example:8501", "2130706433", "[::1", "localhost,evil.example"],
)  # fmt: skip
def test_a_name_that_another_site_could_point_at_us_is_refused(host: str) -> None:
    assert host not in Hosts("")


def test_with_a_list_only_the_list_and_this_machine_count() -> None:
    hosts = Hosts("board.ward.scot, *.boards.scot")
    assert all(host in hosts for host in ("board.ward.scot", "Board.Ward.Scot:443", "a.boards.scot", "localhost:8501"))
    assert all(host not in hosts for host in ("10.2.3.4", "boards.scot", "evilboards.scot", "other.scot", *own_names()))


def test_a_refused_name_is_told_so_in_a_sentence() -> None:
    answer = client("http://evil.example").get("/")
    assert answer.status_code == 400
    assert "does not answer to this address" in answer.text and "VMBOARD_ALLOWED_HOSTS" in answer.text
    assert client().get("/", headers={"Host": ""}).status_code == 400


def test_what_watches_over_the_app_may_ask_by_any_name() -> None:
    assert client("http://10.2.3.4", allowed_hosts="board.ward.scot").get("/healthz").status_code == 200
    assert client("http://10.2.3.4", allowed_hosts="board.ward.scot").get("/").status_code == 400


# --- other sites ---


@pytest.mark.parametrize("path", ["/save", "/sign-in/pin"])
@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://localhost:9999", "http://localhost.evil.example", "ftp://localhost", ""],
)
def test_a_post_from_another_site_is_refused(path: str, origin: str) -> None:
    answer = client().post(path, content=b"{}", headers={"Origin": origin})
    assert (answer.status_code, answer.text) == (403, "This came from another site, so nothing was done.")


def test_an_upload_from_another_site_is_refused() -> None:
    assert client().put("/_stcore/upload_file/a/b", headers={"Origin": "http://evil.example"}).status_code == 403


@pytest.mark.parametrize("headers", [{"Origin": HERE}, {}])
def test_a_post_from_our_own_page_or_from_a_program_goes_through(headers: dict[str, str]) -> None:
    assert client().post("/save", content=b"{}", headers=headers).text == "2"


def test_streamlit_is_not_told_an_origin_it_would_ask_the_internet_about() -> None:
    got = client().get("/seen", headers={"Origin": "http://evil.example"}).json()
    assert "origin" not in got["headers"]


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost:8501"},
     {"Origin": "http://evil.example", "Host": "evil.example"}],
)  # fmt: skip
def test_a_socket_from_another_site_or_from_no_page_at_all_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(WebSocketDisconnect), client().websocket_connect("/_stcore/stream", headers=headers):
        pass


def test_a_socket_of_our_own_page_opens() -> None:
    with client().websocket_connect("/_stcore/stream", headers={"Origin": HERE, "Host": "localhost"}) as opened:
        assert opened.receive_text() == "10.2.3.4"


# --- proxies ---

FORGED = {
    "X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "board.ward.scot",
    "X-Forwarded-User": "chief@ward.scot", "X-Forwarded-Email": "chief@ward.scot", "Forwarded": "for=1.2.3.4",
    "X-Real-IP": "1.2.3.4", "X-Auth-Request-User": "chief", "Remote-User": "chief",
}  # fmt: skip


@pytest.mark.parametrize("peer", [WARD_PC, THIS_MACHINE])
@pytest.mark.parametrize("listed", ["", "10.0.0.5"])
def test_forwarding_headers_from_anybody_else_are_dropped_before_the_app_sees_them(
    peer: tuple[str, int], listed: str
) -> None:
    answer = client(peer=peer, trusted_proxies=listed).get("/seen", headers=FORGED)
    got = answer.json()
    assert {name.lower() for name in FORGED} & set(got["headers"]) == {"x-forwarded-for"}
    assert got["headers"]["x-forwarded-for"] == peer[0], "ours: it says that someone stands in between"
    assert (got["address"], got["peer"], got["scheme"], got["host"], got["user"]) == (
        peer[0], peer[0], "http", "localhost", "",
    )  # fmt: skip
    assert "strict-transport-security" not in answer.headers


def test_who_comes_straight_is_known_to_do_so() -> None:
    got = client(peer=THIS_MACHINE).get("/seen").json()
    assert got["direct"] and "x-forwarded-for" not in got["headers"]


def test_it_is_said_once_in_the_log_that_a_proxy_is_not_listed(caplog: pytest.LogCaptureFixture) -> None:
    someone = client()
    for _ in range(3):
        someone.get("/", headers=FORGED)
    (said,) = [one.getMessage() for one in caplog.records if one.name == "vmboard.web.proxies"]
    assert "10.2.3.4" in said and "VMBOARD_TRUSTED_PROXIES" in said and "chief" not in said


def test_a_listed_proxy_is_believed() -> None:
    proxied = client(peer=PROXY, trusted_proxies="10.0.0.0/24", allowed_hosts="board.ward.scot")
    answer = proxied.get("/seen", headers=FORGED)
    got = answer.json()
    assert (got["address"], got["peer"], got["scheme"], got["user"]) == (
        "1.2.3.4", "1.2.3.4", "https", "chief@ward.scot",
    )  # fmt: skip
    assert got["url"] == "https://board.ward.scot/seen"
    assert got["headers"]["x-forwarded-user"] == "chief@ward.scot"
    assert got["headers"]["x-forwarded-for"] == "1.2.3.4"
    assert not {"x-forwarded-proto", "x-forwarded-host", "forwarded", "x-real-ip"} & set(got["headers"])
    assert "strict-transport-security" in answer.headers


def test_a_client_cannot_hide_behind_an_address_it_made_up() -> None:
    proxied = client(peer=PROXY, trusted_proxies="10.0.0.5")
    for made_up in ("9.9.9.9, 1.2.3.4", "127.0.0.1,1.2.3.4, 10.0.0.5"):
        assert proxied.get("/seen", headers={"X-Forwarded-For": made_up}).json()["address"] == "1.2.3.4"
    assert proxied.get("/seen", headers={"X-Forwarded-For": "nonsense"}).json()["address"] == "10.0.0.5"


def test_the_host_that_a_proxy_names_must_be_one_of_ours_too() -> None:
    proxied = client(peer=PROXY, trusted_proxies="10.0.0.5")
    assert proxied.get("/", headers={"X-Forwarded-Host": "evil.example"}).status_code == 400


def test_a_list_of_proxies_that_is_none_is_refused_at_start() -> None:
    with pytest.raises(Refused, match="VMBOARD_TRUSTED_PROXIES takes addresses"):
        Rules(Settings(trusted_proxies="the-proxy"))
