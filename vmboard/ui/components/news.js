// @ts-check
// Whether somebody else has changed the board meanwhile: asked of the server every few seconds, in one small answer,
// while the page is looked at. The page runs once for each news; what this browser saved itself is no news.

const EVERY_MS = 2000;

// news(told) -> {seen, mine, stop};  told(back): there is something to show; back: the revision went back
//   seen(data): what the page was drawn from, with its revision and its pass
//   mine(revision): this browser made that one
export function news(told) {
  let data = null, known = 0, timer = 0, asking = false;

  async function look() {
    clearTimeout(timer);
    if (!data || asking || document.hidden) return;
    asking = true;
    const more = await ask().catch(() => true);  // the frame says that it is not connected
    asking = false;
    if (data && more) timer = setTimeout(look, EVERY_MS);
  }

  // One question. False where this page is signed out: it need not ask again.
  async function ask() {
    const had = known;  // an answer below what was known when it was asked for is of a database that was restored
    const url = data.url.replace(/save$/, "news"), signal = AbortSignal.timeout(5000);
    const answer = await fetch(url, {headers: {"x-vmboard": data.pass}, signal});
    if (answer.status === 401) return false;
    const {revision} = await answer.json(), back = revision < had;
    if (data && (back || revision > known)) { known = revision; told(back); }
    return true;
  }

  document.addEventListener("visibilitychange", look);
  return {
    seen(now) {
      if (!data) timer = setTimeout(look, EVERY_MS);
      data = now;
      known = Math.max(known, now.revision);
    },
    mine(revision) { if (revision === known + 1) known = revision; },
    stop() { clearTimeout(timer); data = null; document.removeEventListener("visibilitychange", look); },
  };
}
