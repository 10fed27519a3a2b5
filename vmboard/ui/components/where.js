// @ts-check
// Streamlit's page takes its own address for the server's: below every page but the first it asks in vain, and waits a
// quarter of a second before it asks the right one. Told where that is, it asks once, also after the server was away.
// This stands before Streamlit's own script (ui/host.py).

Object.assign(window, {__streamlit: {BACKEND_BASE_URL: new URL(".", document.baseURI).href}});
