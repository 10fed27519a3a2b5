// @ts-check
// Said where no page can say it: what lets pages through and no WebSocket leaves Streamlit's page empty for ever. This
// stands in that page beside Streamlit's own script (ui/host.py), and is silent once the socket has opened.

const PATIENCE_MS = 10_000, LOOK_MS = 1000;
const LOOK = `
  .vm-no-socket { position: fixed; inset: 0; z-index: 1000; overflow: auto; padding: 12vh 24px 24px;
    background: #EEF1F4; color: #14212E; font: 20px/1.5 "Atkinson Hyperlegible Next", Verdana, sans-serif; }
  .vm-no-socket div { max-width: 34em; margin: 0 auto; }
  .vm-no-socket p { font-size: 20px; margin: 0 0 16px; }
  .vm-no-socket h1 { font-size: 32px; line-height: 1.2; margin: 0 0 16px; }
  .vm-no-socket code { font-size: 18px; overflow-wrap: anywhere; }
  @media (prefers-color-scheme: dark) { .vm-no-socket { background: #0C141C; color: #EAF1F7; } }`;

const began = Date.now(), root = new URL(".", document.baseURI);
/** @type {HTMLElement | null} */
let said = null;

const connected = () => {
  /** @type {HTMLElement | null} */
  const app = document.querySelector("[data-testid=stApp]");
  return app?.dataset.testConnectionState === "CONNECTED";
};

// Only where everything else works: a server that is away, or a database, is another matter and says so itself.
const worksOtherwise = () => fetch(new URL("healthz", root), {signal: AbortSignal.timeout(5000)})
  .then(reply => reply.ok, () => false);

// Whoever was signed out meanwhile has no socket either: the page goes to the entrance.
const signedOut = () => fetch(location.href, {headers: {accept: "text/html"}, redirect: "manual"})
  .then(reply => reply.type === "opaqueredirect", () => false);

/** @param {string} tag @param {string} words */
function part(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

function say() {
  const address = new URL("_stcore/stream", root), panel = part("section", ""), words = part("div", "");
  address.protocol = address.protocol.replace("http", "ws");
  const where = part("p", "Whoever looks after the network or the proxy can mend it: let WebSockets through to ");
  where.append(part("code", address.href), ". How is in docs/settings.md, “Behind a proxy”.");
  words.append(
    part("h1", "This page cannot connect"),
    part("p", "Something between this computer and the board lets pages through, but no WebSocket."), where,
    part("p", "Walls need none and go on. This page opens by itself once it is mended."));
  panel.className = "vm-no-socket";
  panel.setAttribute("role", "alert");
  panel.append(part("style", LOOK), words);
  document.body.append(panel);
  return panel;
}

async function look() {
  if (connected()) {
    said?.remove();
    return;
  }
  if (!said && Date.now() - began > PATIENCE_MS && await worksOtherwise()) {
    if (await signedOut()) location.reload();
    else if (!connected()) said = say();
  }
  setTimeout(look, LOOK_MS);
}

look();
