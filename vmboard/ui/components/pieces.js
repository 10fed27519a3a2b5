// @ts-check
// Streamlit fetches the code of a box, a form or a table when a page first needs it, and does not ask again: opened in
// the moment the server went, or left open over a new release, a page shows an error for ever. It is opened anew.

const REOPENED = "vmboard-reopened", ONCE_IN = 60_000;
const ERROR = /dynamically imported module|module script failed/;  // in Chromium and Firefox; in Safari

export class Pieces {
  constructor() {
    this.isMissing = false;
    this.missed = () => { this.isMissing = true; this.mend(); };
    this.back = () => this.mend();
    addEventListener("vite:preloadError", this.missed);
    addEventListener("vmboard-back", this.back);
    setTimeout(this.back, 1000);  // what failed before this was here to hear it
  }

  leave() {
    removeEventListener("vite:preloadError", this.missed);
    removeEventListener("vmboard-back", this.back);
  }

  // A server that is away would leave the browser's own error in the page's place.
  async mend() {
    this.isMissing ||= [...document.querySelectorAll("[role=alert]")].some(one => ERROR.test(one.textContent));
    if (!this.isMissing || Date.now() - Number(sessionStorage.getItem(REOPENED)) < ONCE_IN) return;
    const isThere = await fetch(location.href).then(page => page.status === 200, () => false);
    if (!isThere) return;
    sessionStorage.setItem(REOPENED, String(Date.now()));
    location.reload();
  }
}
